package io.spillway.batch.store;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Operators' acts, only ever added. The hash of each covers the act and the hash of the one before, so that none can be
 * changed or taken out of the middle unnoticed (fault 59). Methods run in the caller's transaction.
 */
public final class OperatorActs {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public OperatorActs(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What an act is about.
     *
     * @param cycleId null as long as the cycle is not begun
     */
    public record Subject(Long cycleId, LocalDate businessDate, int cycleNo) {

        public static Subject of(ClearingCycleRow cycle) {
            return new Subject(cycle.cycleId(), cycle.businessDate(), cycle.cycleNo());
        }
    }

    /**
     * An act as it is kept.
     *
     * @param kind name of an {@link ActKind}
     * @param detail what was decided on, or null
     * @param at in UTC, to the microsecond
     * @param sha256 null for an act from before acts were chained
     */
    public record Act(long number, Long cycleId, LocalDate businessDate, Integer cycleNo, String kind,
                      String approvedBy, String reason, String detail, LocalDateTime at, String sha256) {

        private String hashAfter(String before) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream encoded = new DataOutputStream(bytes)) {
                put(encoded, before);
                encoded.writeLong(number);
                for (Object value : new Object[] {cycleId, businessDate, cycleNo, kind, approvedBy, reason, detail,
                    at.truncatedTo(ChronoUnit.MICROS)}) {
                    put(encoded, value);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return sha256Of(bytes.toByteArray());
        }

        private static void put(DataOutputStream encoded, Object value) throws IOException {
            if (value == null) {
                encoded.writeInt(-1);
                return;
            }
            byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
            encoded.writeInt(text.length);
            encoded.write(text);
        }
    }

    private static String sha256Of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Records an act under the hash of the one before.
     *
     * @param detail what was decided on, or null
     * @return its number
     */
    public long record(ActKind kind, Subject subject, CycleStore.Approval approval, String detail) {
        Chain chain = chain();
        if (chain.firstBroken().isPresent()) {
            throw new CommandFailure(ExitCode.FAILED, broken(chain.firstBroken().get()) + "; nothing is added to it");
        }
        long number = chain.acts() + 1;
        Act act = new Act(number, subject.cycleId(), subject.businessDate(), subject.cycleNo(), kind.name(),
                approval.approvedBy(), approval.reason(), detail,
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS), null);
        jdbc.update("insert into operator_act (act_no, cycle_id, business_date, cycle_no, act, approved_by, reason,"
                + " detail, done_at, sha256) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", number, act.cycleId(),
                act.businessDate(), act.cycleNo(), act.kind(), act.approvedBy(), act.reason(), act.detail(), act.at(),
                act.hashAfter(chain.newest()));
        return number;
    }

    /** All acts, oldest first. */
    public List<Act> all() {
        return jdbc.query("select act_no, cycle_id, business_date, cycle_no, act, approved_by, reason, detail, done_at,"
                + " sha256 from operator_act order by act_no", (row, n) -> new Act(row.getLong(1),
                row.getObject(2, Long.class), row.getObject(3, LocalDate.class), row.getObject(4, Integer.class),
                row.getString(5), row.getString(6), row.getString(7), row.getString(8),
                row.getObject(9, LocalDateTime.class), row.getString(10)));
    }

    /** Whether an act of that kind was done on a cycle. */
    public boolean has(ActKind kind, long cycleId) {
        return jdbc.queryForObject("select count(*) from operator_act where act = ? and cycle_id = ?", Long.class,
                kind.name(), cycleId) > 0;
    }

    /**
     * Whether a hold was asked for a cycle: for its number, or for an earlier one of its date that was never closed.
     */
    public boolean isHoldAsked(LocalDate businessDate, int cycleNo) {
        return jdbc.queryForObject("select count(*) from operator_act where act = ? and business_date = ?"
                + " and cycle_no <= ? and cycle_no > (select coalesce(max(cycle_no), 0) from clearing_cycle"
                + " where business_date = ? and status in ('CLOSED', 'UNFUNDED') and cycle_no < ?)", Long.class,
                ActKind.HOLD.name(), businessDate, cycleNo, businessDate, cycleNo) > 0;
    }

    /**
     * What the chain of hashes says.
     *
     * @param acts how many there are
     * @param newest hash of the newest act, empty where there is none
     * @param firstBroken number of the first act that is missing or is not what was recorded
     * @param hashes of all acts, oldest first
     */
    public record Chain(long acts, String newest, Optional<Long> firstBroken, List<String> hashes) {

        /** Whether a cycle closed after an act that is still there. */
        public boolean has(String sha256) {
            return sha256 == null || sha256.isEmpty() || hashes.contains(sha256);
        }
    }

    /** Computes every hash anew. */
    public Chain chain() {
        String before = "";
        long number = 0;
        boolean chained = false;
        List<String> hashes = new ArrayList<>();
        for (Act act : all()) {
            number++;
            String hash = act.hashAfter(before);
            boolean isOld = act.sha256() == null && !chained;
            if (act.number() != number || !isOld && !hash.equals(act.sha256())) {
                return new Chain(number, before, Optional.of(number), hashes);
            }
            chained |= act.sha256() != null;
            before = hash;
            hashes.add(hash);
        }
        return new Chain(number, before, Optional.empty(), hashes);
    }

    /** Says that an act is not what was recorded. */
    public static String broken(long act) {
        return "the record of operators' acts was changed: act " + act
                + " is missing or is not what was recorded when it was done (see operator_act)";
    }
}
