package io.spillway.batch.generate;

import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.AccountKind;
import io.spillway.domain.member.AssetType;
import io.spillway.waterfall.layer.LayerName;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the folder reference/: who and what there is before the first day. */
final class ReferenceFiles {

    /** Open interest of the desks' contracts against their depth, and what is traded of it on a day. */
    private static final double DEPTH_OF_DESKS = 40;
    private static final long DAILY_TURNOVER_OF_DESKS = 2;
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);

    private final Path folder;
    private final World world;
    private final Capitalisation capitalisation;
    private final List<Manifest.Entry> entries = new ArrayList<>();

    ReferenceFiles(Path folder, World world, Capitalisation capitalisation) {
        this.folder = folder;
        this.world = world;
        this.capitalisation = capitalisation;
    }

    /** Writes all files, the manifest last. */
    void write() throws IOException {
        members();
        accounts();
        instruments();
        assets();
        calendar();
        funds();
        history();
        GeneratorSettings settings = world.settings();
        new Manifest(settings.house(), settings.firstBusinessDate(), 0, entries).write(folder);
    }

    private void members() throws IOException {
        try (CsvFile file = new CsvFile(folder, "members.csv", Columns.MEMBERS)) {
            for (int m = 0; m < world.house().members(); m++) {
                file.text(world.house().memberId(m)).text(Lei.of(world.settings().seed(), m)).text(MemberNames.of(m))
                        .text(world.house().groupOf(m).orElse(""))
                        .number(capitalisation.capital(m), CashCurrency.BASE.scale)
                        .number(capitalisation.contribution(m), CashCurrency.BASE.scale).endRow();
            }
            entries.add(file.finish());
        }
    }

    private void accounts() throws IOException {
        boolean hasPockets = !world.desks().accounts().isEmpty();
        try (CsvFile file = new CsvFile(folder, "accounts.csv",
                hasPockets ? Columns.ACCOUNTS_WITH_POCKETS : Columns.ACCOUNTS)) {
            for (int a = 0; a < world.house().accounts(); a++) {
                file.text(world.house().accountId(a)).text(world.house().memberId(world.house().memberOf(a)))
                        .text(world.house().kind(a).name()).text(world.house().backupOf(a).orElse(""));
                if (hasPockets) {
                    file.empty();
                }
                file.endRow();
            }
            for (DeskAccount desk : world.desks().accounts()) {
                file.text(desk.id()).text(world.house().memberId(desk.member()))
                        .text(AccountKind.CLIENT_SEGREGATED.name()).empty().text(desk.ringFence().orElse("")).endRow();
            }
            entries.add(file.finish());
        }
    }

    private void instruments() throws IOException {
        try (CsvFile file = new CsvFile(folder, "instruments.csv", Columns.INSTRUMENTS)) {
            for (int i = 0; i < world.contracts().size(); i++) {
                Contract contract = world.contracts().get(i);
                boolean hasDepth = contract.impact() == ImpactModel.LINEAR
                        || contract.impact() == ImpactModel.EXPONENTIAL;
                file.text(contract.id()).text(Product.FUTURE.name()).text(contract.sector().name()).text(contract.underlying())
                        .text(contract.currency().name()).number(contract.multiplier()).number(contract.tick())
                        .number(contract.lot()).text(contract.expiry().toString()).empty().empty().empty()
                        .number(contract.marginRate()).text(text(contract.referencePrice()))
                        .text(hasDepth ? capitalisation.depth(i).toPlainString() : "")
                        .text(capitalisation.averageDailyVolume(i).toPlainString())
                        .text(BigDecimal.valueOf(contract.dailyVolatility()).toPlainString())
                        .text(contract.impact().name()).text(text(contract.priceLimit()))
                        .text(Boolean.toString(contract.allowsNegative())).endRow();
            }
            for (int c = 0; c < world.deskMarket().contracts().size(); c++) {
                deskContract(file, c);
            }
            entries.add(file.finish());
        }
    }

    /** Options have no impact: who makes their market hedges with what they are on. */
    private void deskContract(CsvFile file, int number) throws IOException {
        DeskContract contract = world.deskMarket().contracts().get(number);
        Contract future = world.deskMarket().future(contract);
        Optional<DeskContract.Option> option = contract.option();
        BigDecimal volume = BigDecimal.valueOf(DAILY_TURNOVER_OF_DESKS * world.desks().openInterestLots(number))
                .multiply(BigDecimal.valueOf(future.lot().unscaled(), future.lot().scale()));
        double openInterest = world.desks().openInterestLots(number) * world.deskMarket().lotValue(contract, 0)
                * world.deskMarket().priceBase(contract, 0) / CashCurrency.BASE.minorPerUnit();
        file.text(contract.id()).text(contract.product().name()).text(future.sector().name()).text(future.underlying())
                .text(future.currency().name()).number(future.multiplier()).number(future.tick()).number(future.lot())
                .text(contract.expiry().map(LocalDate::toString).orElse(""))
                .text(option.map(terms -> terms.strike().toString()).orElse(""))
                .text(option.map(terms -> terms.right().name()).orElse(""))
                .text(option.map(terms -> terms.style().name()).orElse("")).number(future.marginRate())
                .text(option.isEmpty() ? "" : future.price((long) StrictMath.rint(future.openingPrice()
                        / future.tick().toDouble())).toString())
                .text(option.isPresent() ? "" : BigDecimal.valueOf((long) Math.max(Calibration.LEAST_DEPTH,
                        DEPTH_OF_DESKS * openInterest)).round(TWO_DIGITS).toPlainString())
                .text(volume.stripTrailingZeros().toPlainString())
                .text(BigDecimal.valueOf(future.dailyVolatility()).toPlainString())
                .text((option.isPresent() ? ImpactModel.NONE : ImpactModel.LINEAR).name()).empty()
                .text(Boolean.toString(false)).endRow();
    }

    private void assets() throws IOException {
        try (CsvFile file = new CsvFile(folder, "assets.csv", Columns.ASSETS)) {
            for (CashCurrency currency : CashCurrency.values()) {
                file.text(currency.name()).text(AssetType.CASH.name()).empty().text(currency.name())
                        .text(currency.haircut).empty().endRow();
            }
            if (!world.desks().accounts().isEmpty()) {
                for (Bond bond : Bond.values()) {
                    file.text(bond.name()).text(AssetType.SECURITY.name()).empty().text(bond.currency.name())
                            .text(bond.haircut).text(bond.concentrationLimit).endRow();
                }
            }
            entries.add(file.finish());
        }
    }

    private void calendar() throws IOException {
        try (CsvFile file = new CsvFile(folder, "calendar.csv", Columns.CALENDAR)) {
            int firstYear = world.history().get(0).getYear();
            // a year more than needed, so that due dates after the last day can be told
            int lastYear = world.days().get(world.days().size() - 1).getYear() + 1;
            for (Map.Entry<LocalDate, String> holiday : BusinessDays.holidays(firstYear, lastYear).entrySet()) {
                file.text(holiday.getKey().toString()).text(holiday.getValue()).endRow();
            }
            entries.add(file.finish());
        }
    }

    private void funds() throws IOException {
        try (CsvFile file = new CsvFile(folder, "funds.csv", Columns.FUNDS)) {
            int scale = CashCurrency.BASE.scale;
            file.text(LayerName.SKIN_IN_THE_GAME.name()).number(capitalisation.skinInTheGame(), scale).endRow();
            file.text(LayerName.INSURANCE_FUND.name()).number(capitalisation.insuranceFund(), scale).endRow();
            file.text(LayerName.SECOND_SKIN_IN_THE_GAME.name()).number(capitalisation.secondSkinInTheGame(), scale).endRow();
            entries.add(file.finish());
        }
    }

    private void history() throws IOException {
        try (CsvFile file = new CsvFile(folder, "history.csv", Columns.HISTORY)) {
            int days = world.history().size();
            for (int d = 0; d < days; d++) {
                String date = world.history().get(d).toString();
                for (int i = 0; i < world.contracts().size(); i++) {
                    Contract contract = world.contracts().get(i);
                    long ticks = world.market().ticks(i, d + 1 - days);
                    file.text(date).text(contract.id()).number(contract.price(ticks)).endRow();
                }
                for (DeskContract contract : world.deskMarket().contracts()) {
                    file.text(date).text(contract.id()).number(world.deskMarket().future(contract)
                            .price(world.deskMarket().ticks(contract, d + 1 - days))).endRow();
                }
                for (int future : world.deskMarket().underlyings()) {
                    Contract contract = world.contracts().get(future);
                    file.text(date).text(contract.underlying())
                            .number(contract.price(world.market().ticks(future, d + 1 - days))).endRow();
                }
            }
            entries.add(file.finish());
        }
    }

    private static String text(Optional<Decimal> value) {
        return value.map(Decimal::toString).orElse("");
    }
}
