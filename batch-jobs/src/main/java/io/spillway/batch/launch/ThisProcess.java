package io.spillway.batch.launch;

import io.spillway.batch.store.LeaseOwner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Who this process is, and whether another one of the same machine still lives. */
final class ThisProcess {

    private static final Path PROC = Path.of("/proc");
    /** Field 22 of /proc/PID/stat, counted after the command's closing parenthesis. */
    private static final int START_FIELD = 19;

    private ThisProcess() {
    }

    /** This process as the owner of a lease, under a new random id. */
    static LeaseOwner newOwner() {
        long pid = ProcessHandle.current().pid();
        return new LeaseOwner(UUID.randomUUID().toString(), host(), machine(), pid, startMark(pid).orElse("unknown"));
    }

    /**
     * Whether an owner is surely dead: it was on this machine, and its pid is free or belongs to a younger process.
     * Of an owner elsewhere nothing is known.
     */
    static boolean isProvenDead(LeaseOwner owner) {
        if (!owner.machine().equals(machine())) {
            return false;
        }
        Optional<String> mark = startMark(owner.pid());
        return mark.isEmpty() || !mark.get().equals(owner.startMark());
    }

    /** Empty when there is no such process. */
    private static Optional<String> startMark(long pid) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (handle.isEmpty()) {
            return Optional.empty();
        }
        // Ticks since boot where the system tells them: unlike a time of day they survive a change of the clock.
        Path stat = PROC.resolve(Long.toString(pid)).resolve("stat");
        Optional<String> text = content(stat);
        if (text.isPresent()) {
            String[] fields = text.get().substring(text.get().lastIndexOf(')') + 1).strip().split(" ");
            return Optional.of(fields[START_FIELD]);
        }
        return Optional.of(handle.get().info().startInstant().map(Instant::toString).orElse("unknown"));
    }

    /** Host, boot and pid namespace: two containers may share a host name but not a process table. */
    private static String machine() {
        String boot = content(PROC.resolve("sys/kernel/random/boot_id")).orElse("");
        String namespace = "";
        try {
            namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            namespace = "none";
        }
        return host() + " " + boot + " " + namespace;
    }

    private static String host() {
        Optional<String> name = content(PROC.resolve("sys/kernel/hostname"));
        if (name.isPresent()) {
            return name.get();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }

    private static Optional<String> content(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
