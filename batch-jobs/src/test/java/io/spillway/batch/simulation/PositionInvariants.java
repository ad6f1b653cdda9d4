package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;

/** Positions: flat in every instrument, and each change with its cause (rules 2.1, 2.2, 5.11). */
final class PositionInvariants {

    private static final String KEYED = " join (select distinct account_key, account_id from account_reference) a"
            + " on a.account_key = %1$s.account_key join (select distinct instrument_key, instrument_id"
            + " from instrument_reference) i on i.instrument_key = %1$s.instrument_key ";

    private PositionInvariants() {
    }

    static void check(Tables tables) {
        tables.same("positions are flat per instrument", tables.sums("select instrument_key, sum(lots)"
                + " from position_change where cycle_id in :chain group by instrument_key"), new TreeMap<>());
        tables.same("the day's changes are flat per instrument and kind", tables.sums("select instrument_key, kind,"
                + " sum(lots) from position_change where cycle_id = :cycle group by instrument_key, kind"),
                new TreeMap<>());
        if (tables.isFirst()) {
            tables.same("opening positions are those stated", tables.sums("select account_key, instrument_key, lots"
                    + " from position_change where cycle_id = :cycle and kind = 'OPENING'"), tables.sums(
                    "select account_key, instrument_key, sum(lots) from input_position where cycle_id = :cycle"
                            + " group by account_key, instrument_key"));
        } else {
            tables.none("opening position after the first day", "select account_key from position_change"
                    + " where cycle_id = :cycle and kind = 'OPENING'");
        }
        trades(tables);
        if (tables.has("close_out")) {
            closeOuts(tables);
        }
    }

    /** Matches with a finding against them are left out; the others stand whole. */
    private static void trades(Tables tables) {
        SortedMap<String, BigDecimal> traded = tables.sums("select t.account_id, t.instrument_id,"
                + " sum(t.quantity / i.lot) from input_trade t join instrument_reference i"
                + " on i.instrument_id = t.instrument_id and i.cycle_id = (select max(cycle_id)"
                + " from instrument_reference where instrument_key = i.instrument_key and cycle_id in :chain)"
                + " where t.cycle_id = :cycle and not exists (select 1 from finding f where f.cycle_id = :cycle"
                + " and f.item = t.match_id and f.code in ('MATCH_REJECTED', 'MATCH_NOT_FLAT', 'TRADE_OF_DEFAULTER',"
                + " 'TRADE_AFTER_CUT_OFF')) group by t.account_id, t.instrument_id");
        tables.same("traded positions are the accepted trades'", tables.sums("select a.account_id, i.instrument_id,"
                + " p.lots from position_change p" + KEYED.formatted("p")
                + "where p.cycle_id = :cycle and p.kind = 'TRADE'"), traded);
    }

    private static void closeOuts(Tables tables) {
        tables.same("close-outs are what left the accounts", tables.sums("select account_key, instrument_key, -lots"
                + " from position_change where cycle_id = :cycle and kind = 'CLOSE_OUT' and account_key <> 0"),
                tables.sums("select account_key, instrument_key, sum(lots) from close_out where cycle_id = :cycle"
                        + " group by account_key, instrument_key"));
    }

    /** Nobody in default holds anything, and who was closed out is out. */
    static void checkClose(Tables tables) {
        tables.none("position of an instrument that has settled", "select i.instrument_id from position_change p"
                + " join (select distinct instrument_key, instrument_id, expiry from instrument_reference) i"
                + " on i.instrument_key = p.instrument_key join clearing_cycle c on c.cycle_id = :cycle"
                + " where p.cycle_id in :chain and i.expiry <= c.business_date"
                + " group by i.instrument_id, p.account_key having sum(p.lots) <> 0");
        String held = "select p.account_key from position_change p where p.cycle_id in :chain"
                + " group by p.account_key, p.instrument_key having sum(p.lots) <> 0";
        tables.none("account of a member in default holds positions", "select o.account_key from account_owner o"
                + " join member_state m on m.member_id = o.member_id and m.cycle_id = :cycle"
                + " where o.cycle_id in :chain and m.status = 'IN_DEFAULT' and o.cycle_id * 2 + o.ported ="
                + " (select max(cycle_id * 2 + ported) from account_owner where account_key = o.account_key"
                + " and cycle_id in :chain) and o.account_key in (" + held + ")");
        tables.none("closed account holds positions", "select e.item from cascade_event e"
                + " join (select distinct account_key, account_id from account_reference) a on a.account_id = e.item"
                + " where e.cycle_id = :cycle and e.kind = 'CLOSED' and a.account_key in (" + held + ")");
    }
}
