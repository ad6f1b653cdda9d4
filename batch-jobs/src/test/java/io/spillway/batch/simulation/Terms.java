package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * An instrument of a cycle as the tables have it: the newest version of its terms, and its prices.
 *
 * @param premium whether its premium is paid when it is traded, so that it has no variation margin (rule 3.2)
 * @param expired whether it settles in this cycle or before
 * @param floor the reference price of rule 1.3, or zero
 * @param before the mark of the day before; null where it had none
 * @param settled the price that the day marked it at
 */
record Terms(String id, String product, String currency, BigDecimal unitsPerLot, BigDecimal rate, boolean premium,
             boolean expired, BigDecimal floor, BigDecimal before, BigDecimal settled, BigDecimal closing) {

    static final Map<String, Integer> SCALES = Map.of("USD", 2, "EUR", 2, "JPY", 0);
    private static final String SQL = """
            select i.instrument_key, i.instrument_id, i.product, i.currency, i.multiplier * i.lot, i.maintenance_rate,
              coalesce(i.premium_style, '') = 'PREMIUM', coalesce(i.expiry <= c.business_date, false),
              coalesce(i.reference_price, 0), p.previous_mark, p.published_price, p.closing_mark
            from settlement_price p join clearing_cycle c on c.cycle_id = p.cycle_id
            join (%s) i on i.instrument_key = p.instrument_key where p.cycle_id = :cycle""";
    /** The newest version of each instrument. */
    private static final String NEWEST = "select i.* from instrument_reference i where i.cycle_id = (select"
            + " max(cycle_id) from instrument_reference where instrument_key = i.instrument_key and cycle_id in :chain)";

    /** By instrument key. */
    static Map<String, Terms> of(Tables tables) {
        Map<String, Terms> terms = new TreeMap<>();
        tables.jdbc().query(tables.sql(SQL.formatted(NEWEST)), row -> {
            boolean expired = row.getBoolean(8);
            // What expires is marked at its final price: an option at its intrinsic value, which nobody publishes.
            terms.put(row.getString(1), new Terms(row.getString(2), row.getString(3), row.getString(4),
                    row.getBigDecimal(5), row.getBigDecimal(6), row.getBoolean(7), expired, row.getBigDecimal(9),
                    row.getBigDecimal(10), row.getBigDecimal(expired ? 12 : 11), row.getBigDecimal(12)));
        });
        return terms;
    }

    /** Base units of one lot's margin at a price (rule 4.3, FLAT_RATE; the price base of rule 1.3). */
    BigDecimal margin(BigDecimal price, BigDecimal fx) {
        return unitsPerLot.multiply(price.abs().max(floor)).multiply(fx).multiply(rate);
    }

    /** A posting in minor units of its currency. */
    BigDecimal posting(BigDecimal price, BigDecimal lots) {
        return price.multiply(lots).multiply(unitsPerLot).movePointRight(SCALES.get(currency))
                .setScale(0, RoundingMode.HALF_EVEN);
    }
}
