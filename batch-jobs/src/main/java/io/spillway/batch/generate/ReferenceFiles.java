package io.spillway.batch.generate;

import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.AssetType;
import io.spillway.waterfall.layer.LayerName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the folder reference/: who and what there is before the first day. */
final class ReferenceFiles {

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
        try (CsvFile file = new CsvFile(folder, "accounts.csv", Columns.ACCOUNTS)) {
            for (int a = 0; a < world.house().accounts(); a++) {
                file.text(world.house().accountId(a)).text(world.house().memberId(world.house().memberOf(a)))
                        .text(world.house().kind(a).name()).text(world.house().backupOf(a).orElse("")).endRow();
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
            entries.add(file.finish());
        }
    }

    private void assets() throws IOException {
        try (CsvFile file = new CsvFile(folder, "assets.csv", Columns.ASSETS)) {
            for (CashCurrency currency : CashCurrency.values()) {
                file.text(currency.name()).text(AssetType.CASH.name()).empty().text(currency.name())
                        .text(currency.haircut).empty().endRow();
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
            }
            entries.add(file.finish());
        }
    }

    private static String text(Optional<Decimal> value) {
        return value.map(Decimal::toString).orElse("");
    }
}
