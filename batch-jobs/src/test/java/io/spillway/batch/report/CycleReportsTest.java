package io.spillway.batch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.store.BookKeys;
import io.spillway.batch.store.OpeningStore;
import io.spillway.batch.store.TestPostgres;
import io.spillway.domain.book.ClearingBook;
import io.spillway.reports.defaults.DefaultData;
import io.spillway.reports.defaults.DefaultWorkbook;
import io.spillway.reports.margin.MarginData;
import io.spillway.reports.margin.MarginWorkbook;
import io.spillway.reports.supervisory.SupervisoryData;
import io.spillway.reports.supervisory.SupervisoryWorkbook;
import io.spillway.reports.workbook.WrittenWorkbook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A cycle's reports against its tables: totals, ties to the ledger, and the same bytes as often as they are made. */
class CycleReportsTest {

    @TempDir
    private static Path directory;

    private static ReportHouse house;
    private static JdbcTemplate jdbc;

    @TempDir
    private Path written;

    @BeforeAll
    static void aHouseRunThroughACrash() throws IOException {
        house = ReportHouse.run(directory, "0.0005");
        jdbc = house.jdbc();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    static List<LocalDate> dates() {
        return List.of(ReportHouse.FIRST, ReportHouse.CRASH, ReportHouse.AFTER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dates")
    void everyCheckOnEveryCoverPasses(LocalDate date) {
        CycleFacts facts = house.facts(date);
        List<WrittenWorkbook> covers = new ArrayList<>(List.of(
                new MarginWorkbook().write(facts.margin(), written.resolve("margin.xlsx")),
                new SupervisoryWorkbook().write(facts.supervisory(), written.resolve("supervisory.xlsx"))));
        facts.defaults().ifPresent(data ->
                covers.add(new DefaultWorkbook().write(data, written.resolve("defaults.xlsx"))));
        for (WrittenWorkbook cover : covers) {
            assertThat(cover.checks()).isNotEmpty();
            assertThat(cover.failed()).isEmpty();
        }
        assertThat(facts.comparisons()).isNotEmpty().allSatisfy(made -> assertThat(made.outcome()).isEqualTo("PASS"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dates")
    void fault57WritingAgainGivesTheDigestsThatTheJobKept(LocalDate date) {
        List<WrittenReport> again = new CycleReports(jdbc).write(house.cycle(date), written);
        Map<String, String> kept = new TreeMap<>();
        jdbc.query("select name, sha256 from report_file where cycle_id = ?", row -> {
            kept.put(row.getString(1), row.getString(2));
        }, house.cycle(date));
        assertThat(again.stream().collect(Collectors.toMap(WrittenReport::name, WrittenReport::sha256)))
                .as("written before the cycle closed, and after two more days").isEqualTo(kept);
        assertThat(again).hasSize(date.equals(ReportHouse.CRASH) ? 3 : 2);
        assertThat(again).allSatisfy(report -> assertThat(house.reports().resolve(report.name())).exists());
    }

    @Test
    void onPostgresqlTheSameHouseGivesTheSameDigests(@TempDir Path elsewhere) throws IOException {
        String files = "select f.name, f.sha256 from report_file f order by f.name";
        try (ReportHouse shared = ReportHouse.run(elsewhere, "0.0005", TestPostgres.freshDatabase())) {
            assertThat(shared.jdbc().query(files, (row, n) -> new WrittenReport(row.getString(1), row.getString(2))))
                    .hasSize(7).isEqualTo(jdbc.query(files, (row, n) ->
                            new WrittenReport(row.getString(1), row.getString(2))));
            Path pages = elsewhere.resolve("pages");
            new StoryFacts(shared.jdbc()).write(pages.resolve("shared.html"));
            new StoryFacts(jdbc).write(pages.resolve("embedded.html"));
            assertThat(pages.resolve("shared.html")).hasSameTextualContentAs(pages.resolve("embedded.html"));
        }
    }

    @Test
    void rule62TheComparisonsOfTheBooksStandOnEveryCover() throws IOException {
        for (WrittenReport report : new CycleReports(jdbc).write(house.cycle(ReportHouse.CRASH), written)) {
            try (XSSFWorkbook book = new XSSFWorkbook(written.resolve(report.name()).toFile().getPath())) {
                List<String> cover = new ArrayList<>();
                book.getSheet("Cover").forEach(row -> cover.add(row.getCell(0) == null ? ""
                        : row.getCell(0).toString() + (row.getCell(5) == null ? ""
                        : " " + row.getCell(5).getStringCellValue())));
                assertThat(cover).as(report.name()).contains("Trial balance sums to zero PASS",
                        "Default fund contributions PASS", "Losses of defaulters left open PASS",
                        "Instruments whose positions do not sum to zero PASS");
            }
        }
    }

    @Test
    void namesAreStableAndThePackIsWrittenOnlyWhereSomethingDefaulted() throws IOException {
        try (Stream<Path> files = Files.list(house.reports())) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted()).containsExactly(
                    "SPILLWAY_defaults_2026-03-03_1.xlsx", "SPILLWAY_margin_2026-03-02_1.xlsx",
                    "SPILLWAY_margin_2026-03-03_1.xlsx", "SPILLWAY_margin_2026-03-04_1.xlsx",
                    "SPILLWAY_supervisory_2026-03-02_1.xlsx", "SPILLWAY_supervisory_2026-03-03_1.xlsx",
                    "SPILLWAY_supervisory_2026-03-04_1.xlsx", "index.csv");
        }
        assertThat(house.facts(ReportHouse.FIRST).defaults()).isEmpty();
    }

    @Test
    void onACalmDayInstructionsAreTheMembersVariationMargin() {
        Map<String, BigDecimal> expected = new TreeMap<>();
        jdbc.query("select m.member_id, v.currency, sum(v.amount) from variation_margin v join account_margin m"
                + " on m.cycle_id = v.cycle_id and m.account_key = v.account_key where v.cycle_id = ?"
                + " group by m.member_id, v.currency having sum(v.amount) <> 0", row -> {
            int scale = row.getString(2).equals("JPY") ? 0 : 2;
            expected.put(row.getString(1) + " " + row.getString(2), BigDecimal.valueOf(row.getLong(3), scale));
        }, house.cycle(ReportHouse.FIRST));
        List<MarginData.Instruction> instructions = house.facts(ReportHouse.FIRST).margin().instructions();
        Map<String, BigDecimal> ours = instructions.stream()
                .filter(i -> !i.party().equals("ROUNDING") && !i.party().startsWith("LIQUIDITY"))
                .collect(Collectors.toMap(i -> i.party() + " " + i.currency(), MarginData.Instruction::net));
        assertThat(ours).isNotEmpty().isEqualTo(expected);
    }

    @Test
    void inACrashInstructionsHoldReMarksAndCloseOutsTooByTheMemberAtTheClose() {
        ClearingBook book = nextOpening();
        Map<String, BigDecimal> expected = new TreeMap<>();
        jdbc.query("select credit_owner, debit_owner, credit_type, amount from journal where cycle_id = ?"
                + " and currency = 'USD' and rule in ('3.1', '5.6', '5.7') and (credit_type = 'ACCOUNT_CASH'"
                + " or debit_type = 'ACCOUNT_CASH') and debit_type <> 'LIQUIDATION_FEES'"
                + " and credit_type <> 'LIQUIDATION_FEES'", row -> {
            boolean paid = row.getString(3).equals("ACCOUNT_CASH");
            int account = book.accountIds().indexOf(row.getString(paid ? 1 : 2));
            if (account >= 0) {
                expected.merge(book.memberIds().get(book.memberOf(account)),
                        BigDecimal.valueOf(paid ? row.getLong(4) : -row.getLong(4), 2), BigDecimal::add);
            }
        }, house.cycle(ReportHouse.CRASH));
        List<MarginData.Instruction> instructions = house.facts(ReportHouse.CRASH).margin().instructions();
        assertThat(instructions.stream().filter(i -> i.currency().equals("USD") && !i.party().equals("ROUNDING")
                        && !i.party().startsWith("LIQUIDITY"))
                .collect(Collectors.toMap(MarginData.Instruction::party, MarginData.Instruction::net))).isEqualTo(expected);
        assertThat(instructions).anyMatch(i -> i.party().startsWith("LIQUIDITY") && i.net().signum() != 0);
        assertThat(instructions).allSatisfy(i -> assertThat(i.id())
                .contains("variation margin, cascade re-marks and close-outs"));
        assertThat(instructions.stream().map(MarginData.Instruction::id)).doesNotHaveDuplicates();
    }

    @Test
    void thePackTiesLossesPaymentsAndFunds() {
        DefaultData data = house.facts(ReportHouse.CRASH).defaults().orElseThrow();
        BigDecimal rounds = jdbc.queryForObject("select sum(loss) from cascade_round where cycle_id = ?",
                BigDecimal.class, house.cycle(ReportHouse.CRASH)).movePointLeft(2);
        assertThat(data.ledger().loss()).isPositive().isEqualByComparingTo(rounds);
        assertThat(data.ledger().fees()).as("the house charges a fee").isPositive();
        assertThat(data.notices()).isNotEmpty().allSatisfy(notice -> {
            assertThat(notice.declaredAt().toLocalDate()).isEqualTo(ReportHouse.CRASH);
            assertThat(notice.cause()).contains("rule 5.");
        });
        List<String> inDefault = jdbc.queryForList("select member_id from member_state where cycle_id = ?"
                + " and status = 'IN_DEFAULT'", String.class, house.cycle(ReportHouse.CRASH));
        assertThat(data.notices().stream().map(DefaultData.Notice::member)).containsExactlyInAnyOrderElementsOf(inDefault);
        assertThat(data.clock().begin()).isEqualTo(ReportHouse.CRASH);
        assertThat(data.clock().endsOn()).as("20 business days on").isEqualTo(LocalDate.of(2026, 3, 31));
        assertThat(data.journals()).isNotEmpty().noneMatch(line -> line.rule().equals("3.1"));
    }

    /** The next day's opening as the engine reads it: a path of its own to positions and owners. */
    private static ClearingBook nextOpening() {
        long after = house.cycle(ReportHouse.AFTER);
        return new OpeningStore(jdbc, new BookKeys(jdbc)).load(after, ReportedCycle.load(jdbc, after).settings()).book();
    }

    @Test
    void positionsAreThoseThatTheNextDayOpensWithMemberByMember() {
        ClearingBook book = nextOpening();
        Map<String, BigDecimal> expected = new TreeMap<>();
        for (int p = 0; p < book.positions(); p++) {
            int account = book.accountOf(p);
            String side = book.lotsOf(p) > 0 ? " long " : " short ";
            expected.merge(book.memberIds().get(book.memberOf(account)) + " " + book.kindOf(account) + side
                    + book.instrument(book.instrumentOf(p)).id(),
                    book.instrument(book.instrumentOf(p)).quantity(Math.abs(book.lotsOf(p))), BigDecimal::add);
        }
        Map<String, BigDecimal> ours = new TreeMap<>();
        BigDecimal liquidity = BigDecimal.ZERO;
        for (SupervisoryData.Position position : house.facts(ReportHouse.CRASH).supervisory().positions()) {
            String origin = position.of().member() + " " + position.of().origin();
            if (position.of().member().equals("LIQUIDITY")) {
                liquidity = liquidity.add(position.longQuantity()).add(position.shortQuantity());
                continue;
            }
            put(ours, origin + " long " + position.instrument(), position.longQuantity());
            put(ours, origin + " short " + position.instrument(), position.shortQuantity());
        }
        assertThat(ours.keySet()).isNotEmpty().isEqualTo(expected.keySet());
        ours.forEach((key, quantity) -> assertThat(quantity).as(key).isEqualByComparingTo(expected.get(key)));
        assertThat(liquidity).as("LIQUIDITY took the other side").isPositive();
    }

    private static void put(Map<String, BigDecimal> quantities, String key, BigDecimal quantity) {
        if (quantity.signum() != 0) {
            quantities.put(key, quantity);
        }
    }

    /** Rule 3.3: equity is rounded down once an account, the sheet's values once a currency. */
    @Test
    void collateralAfterHaircutIsTheEquityOfWhoeverOwesNothing() {
        Map<String, BigDecimal> after = new TreeMap<>();
        Map<String, Integer> holdings = new TreeMap<>();
        house.facts(ReportHouse.CRASH).margin().collateral().forEach(holding -> {
            after.merge(holding.account(), holding.after(), BigDecimal::add);
            holdings.merge(holding.account(), 1, Integer::sum);
            assertThat(holding.after()).isLessThanOrEqualTo(holding.before());
        });
        int[] compared = {0, 0};
        jdbc.query("select r.account_id, m.closing_equity from account_margin m join account_reference r"
                + " on r.account_key = m.account_key where m.cycle_id = ? and not exists (select 1 from account_cash c"
                + " where c.cycle_id = m.cycle_id and c.account_key = m.account_key and c.balance < 0)", row -> {
            String account = row.getString(1);
            BigDecimal equity = BigDecimal.valueOf(row.getLong(2), 2);
            BigDecimal ours = after.getOrDefault(account, BigDecimal.ZERO);
            int count = holdings.getOrDefault(account, 0);
            assertThat(equity.subtract(ours)).as(account).isBetween(BigDecimal.ZERO,
                    BigDecimal.valueOf(Math.max(0, count - 1), 2));
            compared[0]++;
            compared[1] += count > 1 ? 1 : 0;
        }, house.cycle(ReportHouse.CRASH));
        assertThat(compared[0]).isGreaterThan(50);
        assertThat(compared[1]).as("accounts with more than one currency").isPositive();
    }

    @Test
    void aPortedAccountsPositionsAreItsNewMembersAndItsMarginThatOfTheOld() {
        List<Map<String, Object>> ported = jdbc.queryForList("select o.member_id as now, m.member_id as before,"
                + " r.account_id as id from account_owner o join account_margin m on m.account_key = o.account_key"
                + " and m.cycle_id = o.cycle_id join account_reference r on r.account_key = o.account_key"
                + " where o.ported = 1 and o.cycle_id = ?", house.cycle(ReportHouse.CRASH));
        assertThat(ported).as("somebody was ported").isNotEmpty();
        CycleFacts facts = house.facts(ReportHouse.CRASH);
        for (Map<String, Object> account : ported) {
            String id = (String) account.get("ID");
            assertThat(facts.house().account(id).closingMember()).isEqualTo(account.get("NOW"));
            assertThat(facts.margin().accounts().stream().filter(a -> a.account().equals(id)).findFirst().orElseThrow()
                    .member()).isEqualTo(account.get("BEFORE")).isNotEqualTo(account.get("NOW"));
            assertThat(house.facts(ReportHouse.AFTER).house().account(id).member()).isEqualTo(account.get("NOW"));
        }
    }

    @Test
    void theSupervisorSeesWhatTheMarginSheetSees() {
        SupervisoryData supervisory = house.facts(ReportHouse.CRASH).supervisory();
        MarginData margin = house.facts(ReportHouse.CRASH).margin();
        assertThat(supervisory.initialMargin().stream().map(SupervisoryData.OriginMargin::required)
                .reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(margin.ledger().initial());
        assertThat(supervisory.due().nextBusinessDate()).isEqualTo(ReportHouse.AFTER);
        assertThat(supervisory.otherFlows().stream().map(SupervisoryData.OtherFlow::kind))
                .contains("Positions closed", "Liquidation fee").noneMatch(kind -> kind.contains("round 1"));
    }

    @Test
    void anUnfundedCycleSaysSoAndASupersededOneSaysWhatItSaid() {
        long crash = house.cycle(ReportHouse.CRASH);
        assertThat(ReportedCycle.load(jdbc, crash).subject().status()).isEqualTo("CLOSED");
        jdbc.update("update clearing_cycle set unfunded = 1 where cycle_id = ?", crash);
        assertThat(ReportedCycle.load(jdbc, crash).subject().status()).isEqualTo("UNFUNDED");
        jdbc.update("update clearing_cycle set unfunded = 0 where cycle_id = ?", crash);
        jdbc.update("insert into clearing_cycle (cycle_id, business_date, cycle_no, status, opened_at, house, base_currency,"
                + " base_scale, settings, inputs_path, format_version, rules_version, previous_digest, digest, unfunded,"
                + " previous_cycle) select 99, business_date, 2, 'CLOSED', opened_at, house, base_currency, base_scale,"
                + " settings, inputs_path, format_version, rules_version, previous_digest, digest, 0, previous_cycle"
                + " from clearing_cycle where cycle_id = ?", crash);
        jdbc.update("insert into settlement_price select 99, instrument_key, published_price, previous_mark, closing_mark,"
                + " days_unchanged from settlement_price where cycle_id = ?", crash);
        try {
            assertThat(ReportedCycle.load(jdbc, crash).subject().status()).as("as it closed").isEqualTo("CLOSED");
            assertThat(ReportedCycle.load(jdbc, 99).subject().status()).isEqualTo("CLOSED");
            assertThat(CycleFacts.of(jdbc, 99).supervisory().positions())
                    .as("nothing of a superseded cycle is on a later chain").hasSameSizeAs(
                            house.facts(ReportHouse.FIRST).supervisory().positions());
        } finally {
            jdbc.update("delete from settlement_price where cycle_id = 99");
            jdbc.update("delete from clearing_cycle where cycle_id = 99");
        }
    }

    @Test
    void whatIsNotThereIsRefusedByName() {
        assertThatThrownBy(() -> CycleFacts.of(jdbc, 12_345)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12345");
        long after = house.cycle(ReportHouse.AFTER);
        String digest = jdbc.queryForObject("select digest from clearing_cycle where cycle_id = ?", String.class, after);
        jdbc.update("update clearing_cycle set digest = null where cycle_id = ?", after);
        try {
            assertThatThrownBy(() -> CycleFacts.of(jdbc, after)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("2026-03-04").hasMessageContaining("ledger step");
        } finally {
            jdbc.update("update clearing_cycle set digest = ? where cycle_id = ?", digest, after);
        }
    }

    @Test
    void faults53And56HostileNamesStayTextAndInTheFolder() throws IOException {
        long after = house.cycle(ReportHouse.AFTER);
        String plain = jdbc.queryForObject("select house from clearing_cycle where cycle_id = ?", String.class, after);
        jdbc.update("update clearing_cycle set house = ? where cycle_id = ?",
                "=HYPERLINK(\"http://x\")/../../<script>\u0007", after);
        try {
            Path inner = written.resolve("a").resolve("b");
            List<WrittenReport> reports = new CycleReports(jdbc).write(after, inner);
            assertThat(reports).hasSize(2).allSatisfy(report -> assertThat(report.name())
                    .matches("[A-Za-z0-9._-]+").doesNotContain(".."));
            try (Stream<Path> files = Files.walk(written)) {
                assertThat(files.filter(Files::isRegularFile).map(Path::getParent).distinct()).containsExactly(inner);
            }
        } finally {
            jdbc.update("update clearing_cycle set house = ? where cycle_id = ?", plain, after);
        }
    }
}
