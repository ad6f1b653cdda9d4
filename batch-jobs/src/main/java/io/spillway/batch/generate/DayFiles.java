package io.spillway.batch.generate;

import io.spillway.domain.instrument.Product;
import io.spillway.waterfall.day.DayInputs.FundMovementKind;
import io.spillway.waterfall.layer.LayerName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Writes the folder of one business date, file by file, the manifest last. */
final class DayFiles {

    private static final int LONGEST_SESSION_SECONDS = 9 * 3600;
    /** The last trade is at least this long before the cut-off. */
    private static final int QUIET_SECONDS = 60;

    private final Path folder;
    private final World world;
    private final int day;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    /** @param day 1 for the first */
    DayFiles(Path folder, World world, int day) {
        this.folder = folder;
        this.world = world;
        this.day = day;
    }

    void market() throws IOException {
        try (CsvFile file = new CsvFile(folder, "prices.csv", Columns.PRICES)) {
            for (int i = 0; i < world.contracts().size(); i++) {
                Contract contract = world.contracts().get(i);
                file.text(contract.id()).text(contract.currency().name())
                        .number(contract.price(world.market().ticks(i, day))).empty().empty().endRow();
            }
            deskPrices(file);
            entries.add(file.finish());
        }
        try (CsvFile file = new CsvFile(folder, "fx.csv", Columns.FX)) {
            for (CashCurrency currency : CashCurrency.values()) {
                boolean base = currency == CashCurrency.BASE;
                file.text(currency.name()).number(base ? new Decimal(1, 0) : world.market().fxRate(currency, day)).endRow();
            }
            entries.add(file.finish());
        }
        try (CsvFile file = new CsvFile(folder, "asset-prices.csv", Columns.ASSET_PRICES)) {
            for (CashCurrency currency : CashCurrency.values()) {
                file.text(currency.name()).text(currency.name()).number(1, 0).endRow();
            }
            for (Bond bond : world.desks().accounts().isEmpty() ? new Bond[0] : Bond.values()) {
                file.text(bond.name()).text(bond.currency.name())
                        .number(world.deskMarket().bondPrice(bond, day), Bond.PRICE_SCALE).endRow();
            }
            entries.add(file.finish());
        }
    }

    private void deskPrices(CsvFile file) throws IOException {
        DeskMarket market = world.deskMarket();
        for (DeskContract contract : market.contracts()) {
            if (contract.isListed(day)) {
                Contract future = market.future(contract);
                file.text(contract.id()).text(future.currency().name()).number(future.price(market.ticks(contract, day)));
                if (contract.option().isPresent()) {
                    file.number(market.impliedVolatility(contract, day), DeskMarket.VOLATILITY_SCALE).empty();
                } else if (contract.product() == Product.PERPETUAL) {
                    file.empty().number(market.fundingRate(day), DeskMarket.FUNDING_SCALE);
                } else {
                    file.empty().empty();
                }
                file.endRow();
            }
        }
        for (int future : market.underlyings()) {
            Contract contract = world.contracts().get(future);
            file.text(contract.underlying()).text(contract.currency().name())
                    .number(contract.price(world.market().ticks(future, day))).empty().empty().endRow();
        }
    }

    /** Writes the matches of the tape from {@code from} on, two rows each, in order of time. */
    void trades(TradeTape tape, int from) throws IOException {
        try (CsvFile file = new CsvFile(folder, "trades.csv", Columns.TRADES)) {
            int count = tape.matches() - from;
            for (int k = 0; k < count; k++) {
                int match = from + k;
                Contract contract = world.contracts().get(tape.instrument(match));
                String matchId = id("X", k + 1);
                String time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(tradedAt(k, count));
                for (int side = 1; side >= -1; side -= 2) {
                    int account = side > 0 ? tape.buyer(match) : tape.seller(match);
                    file.text(matchId + (side > 0 ? "-B" : "-S")).text(matchId).text(world.house().accountId(account))
                            .text(contract.id()).number(contract.lot().times(side * tape.lots(match)))
                            .number(contract.price(tape.priceTicks(match))).text(time).endRow();
                }
            }
            int number = count;
            for (Desks.Trade trade : world.desks().trades(day)) {
                deskTrade(file, trade, id("X", ++number), tradedAt(count - 1, count));
            }
            entries.add(file.finish());
        }
    }

    private void deskTrade(CsvFile file, Desks.Trade trade, String matchId, OffsetDateTime at) throws IOException {
        Contract future = world.deskMarket().future(trade.contract());
        Decimal price = future.price(world.deskMarket().ticks(trade.contract(), day));
        for (int side = 1; side >= -1; side -= 2) {
            file.text(matchId + (side > 0 ? "-B" : "-S")).text(matchId)
                    .text((side > 0 ? trade.buyer() : trade.seller()).id()).text(trade.contract().id())
                    .number(future.lot().times(side * trade.lots())).number(price)
                    .text(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at)).endRow();
        }
    }

    void positions() throws IOException {
        try (CsvFile file = new CsvFile(folder, "positions.csv", Columns.POSITIONS)) {
            int[] last = {-1};
            String[] accountId = new String[1];
            world.book().forEach((account, instrument, lots) -> {
                if (account != last[0]) {
                    last[0] = account;
                    accountId[0] = world.house().accountId(account);
                }
                Contract contract = world.contracts().get(instrument);
                file.text(accountId[0]).text(contract.id()).number(Math.multiplyExact(contract.lot().unscaled(), lots),
                        contract.lot().scale()).endRow();
            });
            for (DeskAccount account : world.desks().accounts()) {
                for (int c = 0; c < account.lots().length; c++) {
                    DeskContract contract = world.deskMarket().contracts().get(c);
                    if (account.lots()[c] != 0) {
                        file.text(account.id()).text(contract.id())
                                .number(world.deskMarket().future(contract).lot().times(account.lots()[c])).endRow();
                    }
                }
            }
            entries.add(file.finish());
        }
    }

    /** Opens collateral.csv; pass it to {@link #movement} for each row and to {@link #collateral}. */
    CsvFile openCollateral() throws IOException {
        return new CsvFile(folder, "collateral.csv", Columns.COLLATERAL);
    }

    void movement(CsvFile file, int account, CashCurrency currency, long minor) throws IOException {
        file.text(id("C", file.rows() + 1)).text(world.house().accountId(account)).text(currency.name())
                .number(minor, currency.scale).endRow();
    }

    /** The desks bring their collateral on the first day. */
    void deskCollateral(CsvFile file) throws IOException {
        for (DeskAccount account : world.desks().accounts()) {
            file.text(id("C", file.rows() + 1)).text(account.id()).text(CashCurrency.BASE.name())
                    .number(account.cash(), CashCurrency.BASE.scale).endRow();
            for (Bond bond : Bond.values()) {
                if (account.bonds()[bond.ordinal()] > 0) {
                    file.text(id("C", file.rows() + 1)).text(account.id()).text(bond.name())
                            .number(account.bonds()[bond.ordinal()], 0).endRow();
                }
            }
        }
    }

    void collateral(CsvFile file) throws IOException {
        entries.add(file.finish());
    }

    /** A member's contribution grows a little each day; the day after the crash the house refills its own layers. */
    void fundMovements(Capitalisation capitalisation) throws IOException {
        try (CsvFile file = new CsvFile(folder, "fund-movements.csv", Columns.FUND_MOVEMENTS)) {
            House house = world.house();
            int member = Draw.of(world.settings().seed(), Draw.Of.FUND_MOVEMENT, day).below(house.members());
            while (house.isFragile(member)) {
                member = (member + 1) % house.members();
            }
            int scale = CashCurrency.BASE.scale;
            file.text(id("F", 1)).text(house.memberId(member)).empty()
                    .number(capitalisation.contribution(member) / 100, scale)
                    .text(FundMovementKind.CONTRIBUTION.name()).endRow();
            if (world.settings().crashesOn(day - 1)) {
                file.text(id("F", 2)).empty().text(LayerName.SKIN_IN_THE_GAME.name())
                        .number(capitalisation.skinInTheGame(), scale).text(FundMovementKind.LAYER.name()).endRow();
            }
            entries.add(file.finish());
        }
    }

    void manifest() throws IOException {
        new Manifest(world.settings().house(), date(), day, entries).write(folder);
    }

    private LocalDate date() {
        return world.days().get(day - 1);
    }

    private String id(String kind, long number) {
        return kind + DateTimeFormatter.BASIC_ISO_DATE.format(date()) + "-" + digits(number);
    }

    private static String digits(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    /** Trades are spread evenly over the session, which ends shortly before the cut-off. */
    private OffsetDateTime tradedAt(int match, int matches) {
        int end = world.settings().cutOff().toSecondOfDay() - QUIET_SECONDS;
        int start = Math.max(0, end - LONGEST_SESSION_SECONDS);
        int second = start + (int) ((long) (end - start) * match / matches);
        return date().atTime(LocalTime.ofSecondOfDay(second)).atZone(world.settings().zone())
                .toOffsetDateTime();
    }
}
