package io.spillway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BackupVerbTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void sizeHashAndContentsAreTold() throws IOException {
        Database.of(folder.resolve("data"), DatabaseSettings.EMBEDDED).openPool(Creation.ALLOWED).close();
        Path file = folder.resolve("house.zip");
        assertThat(run(file.toString())).isZero();
        assertThat(out.toString().lines()).hasSize(6).contains("Written      " + file, "Last closed  no day yet",
                "Size         " + DaySummaryPrinter.number(Files.size(file)) + " bytes");
        assertThat(run(file.toString())).as("a second time").isEqualTo(1);
        assertThat(err.toString()).isEqualTo(String.format("spillway: %s is there already, and a backup overwrites nothing;"
                + " name another file%n", file));
    }

    @Test
    void asJsonItIsOneDocument() throws IOException {
        Database.of(folder.resolve("data"), DatabaseSettings.EMBEDDED).openPool(Creation.ALLOWED).close();
        assertThat(run(folder.resolve("house.zip").toString(), "--json")).isZero();
        JsonNode document = JsonMapper.shared().readTree(out.toString());
        assertThat(document.get("bytes").asLong()).isEqualTo(Files.size(folder.resolve("house.zip")));
        assertThat(document.get("sha256").asString()).matches("[0-9a-f]{64}");
        assertThat(document.has("lastClosed")).isFalse();
    }

    @Test
    void withoutAFileItIsWrongUsageAndWithoutAHouseItFails() {
        assertThat(run()).isEqualTo(64);
        assertThat(run(folder.resolve("house.zip").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no database at " + folder.resolve("data/spillway.mv.db"));
    }

    private int run(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "backup";
        all[1] = "--data";
        all[2] = folder.resolve("data").toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return new Program(new PrintWriter(out, true), new PrintWriter(err, true)).run(all);
    }
}
