package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Losses and who paid them (rules 5.13 to 5.17). */
final class CascadeInvariants {

    static final List<String> POTS = List.of("SKIN_IN_THE_GAME", "INSURANCE_FUND", "SECOND_SKIN_IN_THE_GAME");
    private static final String CONTRIBUTIONS = "('DEFAULTER_FUND_CONTRIBUTION', 'SURVIVORS_FUND_CONTRIBUTIONS')";

    private CascadeInvariants() {
    }

    static void checkWaterfall(Tables tables) {
        tables.same("loss = layers + unfunded + calls that became losses", tables.number("select sum(loss)"
                + " from cascade_round where cycle_id = :cycle"), tables.number("select sum(paid + unpaid)"
                + " from waterfall_layer where cycle_id = :cycle"));
        tables.same("rounds are numbered 1, 2, 3, ...", tables.number("select max(round_no) from cascade_round"
                + " where cycle_id = :cycle"), tables.number("select count(*) from cascade_round"
                + " where cycle_id = :cycle"));
        String notPaid = " where cycle_id = :cycle and layer <> 'UNFUNDED' group by round_no, layer";
        tables.same("each layer is the sum of its payers", tables.sums("select round_no, layer, sum(paid)"
                + " from waterfall_layer" + notPaid), tables.sums("select round_no, layer, sum(paid)"
                + " from waterfall_payment" + notPaid));
        tables.same("each layer's unpaid calls are the sum of its payers'", tables.sums("select round_no, layer,"
                + " sum(unpaid) from waterfall_layer" + notPaid), tables.sums("select round_no, layer, sum(unpaid)"
                + " from waterfall_payment" + notPaid));
        tables.none("negative or misplaced amount in a layer", "select round_no || ' ' || layer from waterfall_layer"
                + " where cycle_id = :cycle and (paid < 0 or unpaid < 0 or unpaid > 0 and layer <> 'ASSESSMENTS')");
        tables.none("negative loss", "select round_no from cascade_round where cycle_id = :cycle and loss < 0");
        contagion(tables);
    }

    /** Where the map is on, each payment of a shared layer is traced to the last unit (rule 5.16). */
    private static void contagion(Tables tables) {
        tables.none("contagion edge without an amount, or to oneself", "select round_no || ' ' || from_member"
                + " from contagion_edge where cycle_id = :cycle and (amount <= 0 or from_member = to_party)");
        if (tables.text("select settings from clearing_cycle where cycle_id = :cycle").contains("contagionMap=ON")) {
            tables.same("FUND edges are the payments of the shared layers", tables.sums("select round_no, to_party,"
                    + " sum(amount) from contagion_edge where cycle_id = :cycle and channel = 'FUND'"
                    + " group by round_no, to_party"), tables.sums("select round_no, payer, sum(paid)"
                    + " from waterfall_payment where cycle_id = :cycle and layer in ('SKIN_IN_THE_GAME',"
                    + " 'INSURANCE_FUND', 'SECOND_SKIN_IN_THE_GAME', 'SURVIVORS_FUND_CONTRIBUTIONS')"
                    + " group by round_no, payer"));
            tables.same("ASSESSMENT edges are the calls paid", tables.sums("select round_no, to_party, sum(amount)"
                    + " from contagion_edge where cycle_id = :cycle and channel = 'ASSESSMENT'"
                    + " group by round_no, to_party"), tables.sums("select round_no, payer, sum(paid)"
                    + " from waterfall_payment where cycle_id = :cycle and layer = 'ASSESSMENTS'"
                    + " group by round_no, payer"));
        }
    }

    /** Funds, contributions, capital and defaults at the close. */
    static void checkState(Tables tables) {
        tables.none("negative capital, contribution or call", "select member_id from member_state"
                + " where cycle_id = :cycle and (capital < 0 or contribution < 0 or opening_capital < 0"
                + " or opening_contribution < 0 or assessed < 0 or period_contribution < 0)");
        tables.none("negative layer", "select layer from layer_state where cycle_id = :cycle"
                + " and (balance < 0 or opening < 0)");
        layers(tables);
        members(tables);
        unfunded(tables);
    }

    private static void layers(Tables tables) {
        SortedMap<String, BigDecimal> opening = tables.sums(tables.isFirst()
                ? "select layer, amount from opening_layer where cycle_id = :cycle"
                : "select layer, balance from layer_state where cycle_id = :previous");
        LedgerInvariants.add(opening, tables.sums("select owner, amount from fund_movement where cycle_id = :cycle"
                + " and kind = 'LAYER'"));
        tables.same("layers open as they closed, and moved", tables.sums("select layer, opening from layer_state"
                + " where cycle_id = :cycle"), opening);
        LedgerInvariants.add(opening, tables.sums("select layer, -sum(paid) from waterfall_layer"
                + " where cycle_id = :cycle and layer in ('SKIN_IN_THE_GAME', 'INSURANCE_FUND',"
                + " 'SECOND_SKIN_IN_THE_GAME') group by layer"));
        LedgerInvariants.add(opening, tables.sums("select 'INSURANCE_FUND', sum(fee) from close_out"
                + " where cycle_id = :cycle"));
        tables.same("layers close less what they paid", tables.sums("select layer, balance from layer_state"
                + " where cycle_id = :cycle"), opening);
    }

    private static void members(Tables tables) {
        SortedMap<String, BigDecimal> contribution = tables.sums(tables.isFirst()
                ? "select member_id, opening_contribution from member_reference where cycle_id = :cycle"
                : "select member_id, contribution from member_state where cycle_id = :previous");
        LedgerInvariants.add(contribution, tables.sums("select owner, amount from fund_movement"
                + " where cycle_id = :cycle and kind = 'CONTRIBUTION'"));
        LedgerInvariants.add(contribution, tables.sums("select payer, -sum(paid) from waterfall_payment"
                + " where cycle_id = :cycle and layer in " + CONTRIBUTIONS + " group by payer"));
        tables.same("contributions close less what they paid", tables.sums("select member_id, contribution"
                + " from member_state where cycle_id = :cycle"), contribution);
        tables.none("declared in default and not marked so", "select e.item from cascade_event e"
                + " join member_state m on m.member_id = e.item and m.cycle_id = e.cycle_id"
                + " where e.cycle_id = :cycle and e.kind = 'DEFAULTED' and m.status <> 'IN_DEFAULT'");
        tables.none("in default without a declaration", "select m.member_id from member_state m"
                + " left join member_state b on b.member_id = m.member_id and b.cycle_id = :previous"
                + " where m.cycle_id = :cycle and m.status = 'IN_DEFAULT' and coalesce(b.status, '') <> 'IN_DEFAULT'"
                + " and not exists (select 1 from cascade_event e where e.cycle_id = :cycle and e.kind = 'DEFAULTED'"
                + " and e.item = m.member_id)");
        tables.none("called for more than the period allows", "select member_id from member_state"
                + " where cycle_id = :cycle and assessed > period_contribution * " + multiple(tables));
    }

    private static String multiple(Tables tables) {
        return MarginInvariants.setting(tables, "waterfall.assessmentMultiple").toPlainString();
    }

    /** What nobody paid is the same everywhere, and nobody pays nothing while a layer has something. */
    private static void unfunded(Tables tables) {
        long unfunded = tables.number("select sum(paid) from waterfall_layer where cycle_id = :cycle"
                + " and layer = 'UNFUNDED'");
        tables.same("unfunded loss of the cycle", tables.number("select unfunded from clearing_cycle"
                + " where cycle_id = :cycle"), unfunded);
        tables.same("unfunded loss in the ledger", tables.number("select sum(amount) from journal"
                + " where cycle_id = :cycle and debit_type = 'UNFUNDED'"), unfunded);
        SortedMap<String, BigDecimal> losses = tables.sums("select 'loss', sum(amount) from journal"
                + " where cycle_id = :cycle and debit_type = 'DEFAULTER_LOSS'");
        LedgerInvariants.add(losses, tables.sums("select 'loss', -sum(amount) from journal where cycle_id = :cycle"
                + " and credit_type = 'DEFAULTER_LOSS' and debit_type not in ('DEFAULT_WATERFALL', 'UNFUNDED')"));
        tables.same("losses of the rounds are those of the ledger", tables.sums("select 'loss', sum(loss)"
                + " from cascade_round where cycle_id = :cycle"), losses);
        if (unfunded > 0 && tables.number("select sum(fee) from close_out where cycle_id = :cycle") == 0) {
            tables.same("a layer that had something left while a loss stayed unfunded", tables.sums("select s.layer,"
                    + " s.balance from layer_state s where s.cycle_id = :cycle and exists (select 1"
                    + " from waterfall_layer w where w.cycle_id = :cycle and w.layer = s.layer)"), new TreeMap<>());
        }
    }
}
