package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes the sound input files: the reference folder before the first day, then each day's folder when the day before is
 * closed, for members answer what they were told: calls are met or not, positions are stated as they are held.
 */
final class Sender {

    static final String REFERENCE = "reference";
    /** The one security taken as collateral. */
    private static final String BOND = "BOND";
    private static final BigDecimal PART_IN_FOREIGN_CASH = new BigDecimal("0.3");

    private final long seed;
    private final House house;
    private final Market market;
    private final Path inputs;

    Sender(long seed, House house, Market market, Path inputs) {
        this.seed = seed;
        this.house = house;
        this.market = market;
        this.inputs = inputs;
    }

    void reference() {
        SortedMap<String, List<String>> files = new TreeMap<>();
        List<String> members = begin(files, "members.csv", "member_id,lei,name,group_id,capital,fund_contribution");
        house.members().forEach(member -> members.add(String.join(",", member, "", "Member " + member, "",
                house.means().get(member).capital().toPlainString(),
                house.means().get(member).contribution().toPlainString())));
        List<String> accounts = begin(files, "accounts.csv", "account_id,member_id,kind,backup_member_id,ring_fence");
        house.accounts().forEach(a -> accounts.add(String.join(",", a.id(), a.member(), a.kind(), a.backup(), a.ringFence())));
        List<String> instruments = begin(files, "instruments.csv", "instrument_id,product,type,underlying,currency,"
                + "multiplier,tick,lot,expiry,strike,right,premium_style,margin_rate,reference_price,depth,adv,sigma,"
                + "impact,price_limit,allow_negative");
        house.contracts().forEach(c -> instruments.add(String.join(",", c.id(), c.kind().product(), c.group(),
                c.underlying(), c.currency(), Integer.toString(c.multiplier()), BigDecimal.valueOf(c.tick(), c.exponent())
                        .toPlainString(), c.lot().toPlainString(), text(c.kind().expiry()), c.kind().isOption()
                        ? c.kind().strike().toPlainString() : "", c.kind().right(), c.kind().style(),
                c.rate().toPlainString(),
                c.allowsNegative() ? c.firstPrice().divide(BigDecimal.TEN, 2, RoundingMode.UP).toPlainString() : "",
                c.depth().toPlainString(), c.adv(), "0.02", c.impact(), c.priceLimit(),
                Boolean.toString(c.allowsNegative()))));
        List<String> assets = begin(files, "assets.csv",
                "asset_id,type,issuer_member_id,currency,haircut,concentration_limit");
        House.RATES.keySet().forEach(currency -> assets.add(currency + ",CASH,," + currency + ","
                + House.HAIRCUTS.get(currency).toPlainString() + ","));
        assets.add(BOND + ",SECURITY,,EUR,0.1,0.4");
        begin(files, "calendar.csv", "date,name");
        List<String> funds = begin(files, "funds.csv", "layer,amount");
        house.layers().forEach((layer, amount) -> funds.add(layer + "," + amount.toPlainString()));
        List<String> history = begin(files, "history.csv", "date,instrument_id,settlement_price");
        house.contracts().forEach(c -> history.add(house.days().get(0).minusDays(3) + "," + c.id() + ","
                + c.firstPrice().toPlainString()));
        folder(REFERENCE).write(new Folder.Heading(house.settings().house().name(), house.days().get(0), 0), files);
    }

    /**
     * Writes a day's folder.
     *
     * @param day 0 for the first
     * @param tables the clean house, its day before closed
     */
    void day(int day, JdbcTemplate tables) {
        Dice dice = new Dice(seed, "day " + day);
        SortedMap<String, List<String>> files = new TreeMap<>();
        List<String> prices = begin(files, "prices.csv",
                "instrument_id,currency,settlement_price,implied_vol,funding_rate");
        house.contracts().forEach(c -> prices.add(c.id() + "," + c.currency() + ","
                + market.price(day, c.id()).toPlainString() + ",," + (c.kind().product().equals("PERPETUAL")
                        ? dice.fraction(-20, 60).toPlainString() : "")));
        house.contracts().stream().filter(c -> c.kind().isOption()).forEach(c -> prices.add(c.underlying() + ","
                + c.currency() + "," + market.price(day, c.underlying()).toPlainString() + ",,"));
        begin(files, "asset-prices.csv", "asset_id,currency,price").add(BOND + ",EUR,"
                + new BigDecimal(100).add(dice.fraction(-30_000, 10_000)).toPlainString());
        List<String> fx = begin(files, "fx.csv", "currency,rate_to_base");
        market.rates(day).forEach((currency, rate) -> fx.add(currency + "," + rate.toPlainString()));
        trades(day, dice, begin(files, "trades.csv",
                "trade_id,match_id,account_id,instrument_id,quantity,price,traded_at"));
        List<String> collateral = begin(files, "collateral.csv", "movement_id,account_id,asset_id,quantity");
        if (day == 0) {
            openingCash(dice, collateral);
        } else {
            movements(day, dice, collateral, tables);
        }
        funds(day, dice, begin(files, "fund-movements.csv", "movement_id,member_id,layer,amount,kind"));
        if (day == 0 || dice.percent(30)) {
            positions(day, begin(files, "positions.csv", "account_id,instrument_id,quantity"), tables);
        }
        files.values().removeIf(lines -> lines.size() == 1);
        LocalDate date = house.days().get(day);
        folder(date.toString()).write(new Folder.Heading(house.settings().house().name(), date, day + 1), files);
    }

    private Folder folder(String name) {
        return new Folder(inputs.resolve(name));
    }

    private static List<String> begin(SortedMap<String, List<String>> files, String name, String header) {
        List<String> lines = new ArrayList<>(List.of(header));
        files.put(name, lines);
        return lines;
    }

    private void trades(int day, Dice dice, List<String> lines) {
        int matches = dice.between(0, 8);
        for (int t = 1; t <= matches; t++) {
            House.Contract contract = dice.pick(house.contracts());
            House.Account buyer = dice.pick(house.accounts());
            House.Account seller = dice.pick(house.accounts());
            BigDecimal quantity = contract.lot().multiply(BigDecimal.valueOf(dice.between(1, 15)));
            BigDecimal near = market.price(day, contract.id());
            String price = contract.onTick(near.add(near.abs().multiply(dice.fraction(-200, 200)))).toPlainString();
            String match = "X" + day + "-" + t;
            String at = house.days().get(day) + (dice.percent(5) ? "T19:00:00Z" : "T10:30:00+01:00");
            if (!buyer.equals(seller) && buyer.mayHold(contract) && seller.mayHold(contract)
                    && contract.tradesOn(house.days().get(day))) {
                lines.add(String.join(",", match + "B", match, buyer.id(), contract.id(), quantity.toPlainString(),
                        price, at));
                lines.add(String.join(",", match + "S", match, seller.id(), contract.id(),
                        quantity.negate().toPlainString(), price, at));
            }
        }
    }

    /** Enough for the initial margin, mostly little more. */
    private void openingCash(Dice dice, List<String> lines) {
        for (House.Account account : house.accounts()) {
            BigDecimal need = house.openingMargin(account.id()).multiply(house.settings().waterfall().rules()
                    .initialFactor()).multiply(dice.fraction(10_200, dice.percent(60) ? 12_000 : 25_000));
            BigDecimal foreign = BigDecimal.ZERO;
            String currency = dice.pick(List.of("EUR", "JPY"));
            if (dice.percent(20)) {
                foreign = need.multiply(PART_IN_FOREIGN_CASH);
                int bonds = foreign.divideToIntegralValue(new BigDecimal(90)).intValue() + 1;
                lines.add("C0-" + lines.size() + "," + account.id() + "," + BOND + "," + bonds);
            } else if (dice.percent(40)) {
                foreign = need.multiply(PART_IN_FOREIGN_CASH);
                BigDecimal units = foreign.divide(House.RATES.get(currency).multiply(BigDecimal.ONE.subtract(
                        House.HAIRCUTS.get(currency))), currency.equals("JPY") ? 0 : 2, RoundingMode.UP);
                if (units.signum() > 0) {
                    lines.add("C0-" + lines.size() + "," + account.id() + "," + currency + ","
                            + units.toPlainString());
                }
            }
            BigDecimal base = need.subtract(foreign).setScale(2, RoundingMode.UP);
            if (base.signum() > 0) {
                lines.add("C0-" + lines.size() + "," + account.id() + "," + House.BASE + "," + base.toPlainString());
            }
        }
    }

    /** Most calls are met the next day; now and then somebody takes money out, or asks for too much. */
    private void movements(int day, Dice dice, List<String> lines, JdbcTemplate tables) {
        tables.query("select r.account_id, c.amount from margin_call c join account_reference r"
                + " on r.account_key = c.account_key where c.cycle_id = (select max(cycle_id) from clearing_cycle)"
                + " order by r.account_id", row -> {
            if (dice.percent(70)) {
                lines.add("C" + day + "-" + lines.size() + "," + row.getString(1) + "," + House.BASE + ","
                        + BigDecimal.valueOf(row.getLong(2), 2).toPlainString());
            }
        });
        int others = dice.between(0, 3);
        for (int n = 0; n < others; n++) {
            String account = dice.pick(house.accounts()).id();
            BigDecimal amount = house.openingMargin(account).multiply(dice.fraction(-2000, 1000))
                    .setScale(0, RoundingMode.HALF_EVEN);
            if (amount.signum() != 0) {
                lines.add("C" + day + "-" + lines.size() + "," + account + ","
                        + dice.pick(List.of(House.BASE, House.BASE, "EUR", BOND)) + "," + amount.toPlainString());
            }
        }
    }

    private void funds(int day, Dice dice, List<String> lines) {
        if (day > 0 && dice.percent(30)) {
            String member = dice.pick(house.members());
            BigDecimal amount = house.means().get(member).contribution().divide(BigDecimal.TEN, 2,
                    RoundingMode.HALF_EVEN);
            String kind = dice.pick(List.of("CAPITAL", "CONTRIBUTION"));
            lines.add("F" + day + "-1," + member + ",," + amount.toPlainString() + "," + kind);
        }
        if (day > 0 && dice.percent(20)) {
            String layer = dice.pick(List.copyOf(house.layers().keySet()));
            lines.add("F" + day + "-2,," + layer + "," + house.layers().get(layer).toPlainString() + ",LAYER");
        }
    }

    /** The book; on later days as it was before the house's own close-outs of the day before (rule 2.6). */
    private void positions(int day, List<String> lines, JdbcTemplate tables) {
        if (day == 0) {
            house.book().forEach((account, positions) -> positions.forEach((instrument, lots) ->
                    lines.add(account + "," + instrument + "," + quantity(instrument, lots))));
            return;
        }
        tables.query("select a.account_id, i.instrument_id, sum(p.lots) from position_change p"
                + " join (select distinct account_key, account_id from account_reference) a"
                + "   on a.account_key = p.account_key"
                + " join (select distinct instrument_key, instrument_id from instrument_reference) i"
                + "   on i.instrument_key = p.instrument_key"
                + " where p.cycle_id in " + chain(tables)
                + " and not (p.kind = 'CLOSE_OUT' and p.cycle_id = (select max(cycle_id) from clearing_cycle))"
                + " group by a.account_id, i.instrument_id having sum(p.lots) <> 0 order by 1, 2", row -> {
            lines.add(row.getString(1) + "," + row.getString(2) + "," + quantity(row.getString(2), row.getInt(3)));
        });
    }

    private static String chain(JdbcTemplate tables) {
        return Tables.of(tables, tables.queryForObject("select max(cycle_id) from clearing_cycle", Long.class)).chain();
    }

    private static String text(LocalDate date) {
        return date == null ? "" : date.toString();
    }

    /** Sends a day's prices again: some were wrong by a few ticks. */
    void correction(int day) {
        Dice dice = new Dice(seed, "correction " + day);
        folder(house.days().get(day).toString()).change("prices.csv", lines -> {
            for (int line = 1; line < lines.size(); line++) {
                String[] cells = lines.get(line).split(",", -1);
                for (House.Contract contract : house.contracts()) {
                    if (contract.id().equals(cells[0]) && dice.percent(60)) {
                        BigDecimal price = new BigDecimal(cells[2]);
                        cells[2] = contract.onTick(price.multiply(BigDecimal.ONE.add(dice.fraction(-200, 200))))
                                .toPlainString();
                    }
                }
                lines.set(line, String.join(",", cells));
            }
            return lines;
        });
    }

    private String quantity(String instrument, int lots) {
        return house.contract(instrument).lot().multiply(BigDecimal.valueOf(lots)).toPlainString();
    }
}
