package io.spillway.batch.store;

import io.spillway.batch.store.HouseReference.MemberReference;
import io.spillway.domain.book.Ids;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.layer.LayerName;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what members and shared layers have: as the cycle before closed, or their opening values (rule 2.5). */
final class MeansLoader {

    private final JdbcTemplate jdbc;
    private final CycleChain chain;
    private final HouseReference reference;

    MeansLoader(JdbcTemplate jdbc, CycleChain chain, HouseReference reference) {
        this.jdbc = jdbc;
        this.chain = chain;
        this.reference = reference;
    }

    /** @param periodRuns whether a default-management period runs; its calls and its base count no longer otherwise */
    OpeningState.Members members(Ids memberIds, boolean periodRuns) {
        int size = memberIds.size();
        OpeningState.Members members = new OpeningState.Members(new long[size], new long[size], new boolean[size],
                new long[size], new long[size]);
        for (int m = 0; m < size; m++) {
            MemberReference member = reference.members().get(memberIds.get(m));
            members.capital()[m] = member.openingCapital();
            members.contribution()[m] = member.openingContribution();
            members.periodContribution()[m] = member.openingContribution();
        }
        chain.previous().ifPresent(previous -> jdbc.query("select member_id, capital, contribution, status,"
                + " period_contribution, assessed from member_state where cycle_id = ?", row -> {
            int m = memberIds.indexOf(row.getString("member_id"));
            members.capital()[m] = row.getLong("capital");
            members.contribution()[m] = row.getLong("contribution");
            members.inDefault()[m] = row.getString("status").equals("IN_DEFAULT");
            members.periodContribution()[m] = periodRuns ? row.getLong("period_contribution")
                    : members.contribution()[m];
            members.assessed()[m] = periodRuns ? row.getLong("assessed") : 0;
        }, previous.cycleId()));
        return members;
    }

    Map<LayerName, Long> pots() {
        Map<LayerName, Long> pots = new EnumMap<>(LayerName.class);
        String sql = chain.isFirstDay() ? "select layer, amount from opening_layer where cycle_id = ?"
                : "select layer, balance from layer_state where cycle_id = ?";
        long cycleId = chain.previous().orElse(chain.cycle()).cycleId();
        jdbc.query(sql, row -> {
            pots.put(LayerName.valueOf(row.getString(1)), row.getLong(2));
        }, cycleId);
        return pots;
    }
}
