package io.spillway.reports;

import io.spillway.reports.defaults.DefaultData;
import io.spillway.reports.margin.DayEvents;
import io.spillway.reports.margin.MarginData;
import io.spillway.reports.margin.MarginData.AccountMargin;
import io.spillway.reports.supervisory.SupervisoryData;
import io.spillway.reports.supervisory.SupervisoryData.Origin;
import io.spillway.reports.workbook.Denomination;
import io.spillway.reports.workbook.Subject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A clearing house with a bad day: three currencies of scale 2, 0 and 3, forty members, two of them in default. */
public final class SampleHouse {

    public static final LocalDate DATE = LocalDate.of(2026, 3, 9);
    public static final Denomination USD = new Denomination("USD", 2);

    private static final String HOUSE = "Meridian Derivatives Clearing";
    private static final String DIGEST = "3f0b2c9a7d5e41886b1cf4a20d93e7755c8a1f6be0d24937a6b8c5f1e2d30947";
    private static final int MEMBERS = 40;
    private static final Map<String, Integer> SCALES = new TreeMap<>(Map.of("USD", 2, "JPY", 0, "KWD", 3));
    private static final String[] INSTRUMENTS = {"WTI-2026-05", "BRENT-2026-06", "GOLD-2026-04", "NIKKEI-2026-06",
        "US10Y-2026-06", "KWDUSD-2026-06", "BTC-PERP", "CORN-2026-07-C450"};

    private final SplittableRandom random;

    public SampleHouse(long seed) {
        random = new SplittableRandom(seed);
    }

    public static Subject day() {
        return Subject.ofDay(HOUSE, DATE, 1, DIGEST, "OFFICIAL");
    }

    private static String member(int index) {
        return String.format(Locale.ROOT, "MBR-%02d", index + 1);
    }

    private BigDecimal money(long least, long most, int scale) {
        long unit = BigDecimal.TEN.pow(scale).longValueExact();
        return BigDecimal.valueOf(random.nextLong(least * unit, most * unit), scale);
    }

    /** The day's margin, with ledger figures that agree. */
    public MarginData margin() {
        List<AccountMargin> accounts = new ArrayList<>();
        List<MarginData.CollateralHolding> collateral = new ArrayList<>();
        for (int m = 0; m < MEMBERS; m++) {
            for (String kind : List.of("HOUSE", "CLIENT_OMNIBUS", "CLIENT_SEGREGATED")) {
                AccountMargin account = account(member(m), kind, m);
                accounts.add(account);
                collateral.add(cash(account));
                if (m % 3 == 0) {
                    collateral.add(bond(account));
                }
            }
        }
        List<MarginData.VariationMargin> variation = variation(accounts);
        List<MarginData.MarginCall> calls = accounts.stream().filter(a -> a.status().equals("MARGIN_CALL"))
                .map(a -> new MarginData.MarginCall(a.account(), a.member(), a.excess().negate(), "USD",
                        OffsetDateTime.parse("2026-03-10T08:30:00-04:00"), "OPEN")).toList();
        return new MarginData(day(), USD, List.of("Scenario scan", "Liquidity add-on", "Concentration add-on"), accounts,
                variation, collateral, calls, instructions(variation), findings(), rejects(),
                events(accounts), new MarginData.LedgerFigures(new MarginData.Equity(
                        sum(accounts.stream().map(AccountMargin::equity).toList()),
                        sum(accounts.stream().map(account -> account.value().securities()).toList()),
                        sum(accounts.stream().map(account -> account.value().options()).toList())),
                        sum(accounts.stream().map(AccountMargin::maintenance).toList()),
                        sum(accounts.stream().map(AccountMargin::initial).toList()), Map.of(),
                        sum(collateral.stream().map(MarginData.CollateralHolding::before).toList()),
                        sum(collateral.stream().map(MarginData.CollateralHolding::after).toList()),
                        Map.of("USD", sum(calls.stream().map(MarginData.MarginCall::amount).toList()))));
    }

    private AccountMargin account(String member, String kind, int index) {
        long size = 4_000_000L / (1 + index % 13) + 50_000;
        BigDecimal scan = money(size / 2, size * 3, 2);
        BigDecimal liquidity = money(0, size / 8 + 1, 2);
        BigDecimal concentration = index % 5 == 0 ? money(1, size / 4, 2) : new BigDecimal("0.00");
        BigDecimal maintenance = scan.add(liquidity).add(concentration);
        BigDecimal initial = maintenance.multiply(new BigDecimal("1.10")).setScale(2, RoundingMode.CEILING);
        String status = index == 6 || index == 22 ? "IN_DEFAULT" : random.nextInt(9) == 0 ? "MARGIN_CALL" : "GOOD";
        BigDecimal equity = switch (status) {
            case "IN_DEFAULT" -> maintenance.multiply(new BigDecimal("0.31")).setScale(2, RoundingMode.FLOOR);
            case "MARGIN_CALL" -> maintenance.multiply(new BigDecimal("1.04")).setScale(2, RoundingMode.FLOOR);
            default -> initial.add(money(1, size, 2));
        };
        String suffix = kind.equals("HOUSE") ? "H" : kind.equals("CLIENT_OMNIBUS") ? "C" : "S1";
        return new AccountMargin(member + "-" + suffix, member, kind, new MarginData.Equity(equity,
                money(0, size, 2), money(-size, size, 2)), Map.of("Scenario scan", scan,
                "Liquidity add-on", liquidity, "Concentration add-on", concentration), maintenance, initial, status);
    }

    private DayEvents events(List<AccountMargin> accounts) {
        List<DayEvents.ProductPayment> payments = new ArrayList<>();
        List<DayEvents.SecurityHolding> securities = new ArrayList<>();
        List<DayEvents.CallOutcome> outcomes = new ArrayList<>();
        for (AccountMargin account : accounts.subList(0, 20)) {
            payments.add(new DayEvents.ProductPayment(account.account(), account.member(), "FUNDING", "JPY",
                    money(-9_000, 9_000, 0)));
            BigDecimal quantity = money(1_000, 90_000, 0);
            BigDecimal before = quantity.multiply(new BigDecimal("98.73")).setScale(2);
            securities.add(new DayEvents.SecurityHolding(account.account(), account.member(), "UST-2034", "USD", quantity,
                    new BigDecimal("98.73"), new BigDecimal("0.05"), before, before.multiply(new BigDecimal("0.95"))
                    .setScale(2, RoundingMode.FLOOR), before.multiply(new BigDecimal("0.90")).setScale(2, RoundingMode.FLOOR)));
            BigDecimal called = money(1_000, 90_000, 2);
            outcomes.add(new DayEvents.CallOutcome(account.account(), account.member(), called,
                    outcomes.isEmpty() ? new BigDecimal("0.00") : called, "2026-03-09T10:00-04:00",
                    outcomes.isEmpty() ? "UNMET" : "MET"));
        }
        return new DayEvents(payments, securities, outcomes,
                List.of(new DayEvents.Notice("MARGIN_CALL_UNMET", accounts.get(0).member(), accounts.get(0).account(),
                        outcomes.get(0).amount(), "2026-03-09T10:00-04:00")),
                List.of(new DayEvents.OperatorAct(7, "APPROVE_FINDINGS", "R. Keller", "=exchange notice 17", null,
                        LocalDateTime.of(2026, 3, 9, 21, 14))), overDays(accounts),
                new DayEvents.LedgerFigures(
                        Map.of("JPY", sum(payments.stream().map(DayEvents.ProductPayment::amount).toList())),
                        Map.of("UST-2034", sum(securities.stream().map(DayEvents.SecurityHolding::quantity).toList())),
                        new BigDecimal("-1499.50"), new BigDecimal("700.00")));
    }

    private static DayEvents.OverDays overDays(List<AccountMargin> accounts) {
        String defaulter = accounts.get(0).member();
        String payer = accounts.get(10).member();
        BigDecimal mark = new BigDecimal("72.1");
        return new DayEvents.OverDays(
                List.of(new DayEvents.AuctionLine(2, accounts.get(0).account(), accounts.get(10).account(), "WTI-2026-05",
                                new BigDecimal("1500"), "USD", mark, new BigDecimal("71.1"), new BigDecimal("-1500.00"),
                                new BigDecimal("-1500.00")),
                        new DayEvents.AuctionLine(3, accounts.get(0).account(), accounts.get(10).account(),
                                "BRENT-2026-06", new BigDecimal("-5"), "USD", mark, new BigDecimal("72"),
                                new BigDecimal("0.50"), new BigDecimal("0.50"))),
                List.of(new DayEvents.HandedBack(1, "R2", defaulter, DATE.minusDays(3), "ASSESSMENTS", payer, "CAPITAL",
                                new BigDecimal("600.00")),
                        new DayEvents.HandedBack(2, "R2", defaulter, null, null, null, "ESTATE",
                                new BigDecimal("100.00"))),
                List.of(new DayEvents.Due(payer, DATE.plusDays(1), new BigDecimal("360.00"), new BigDecimal("400.00"),
                        new BigDecimal("40.00"), "DUE")));
    }

    private static MarginData.CollateralHolding cash(AccountMargin account) {
        BigDecimal before = account.equity().abs();
        return new MarginData.CollateralHolding(account.account(), account.member(), "CASH-USD", "USD", before,
                BigDecimal.ZERO, before, before);
    }

    private MarginData.CollateralHolding bond(AccountMargin account) {
        BigDecimal nominal = money(1_000, 90_000, 0).multiply(BigDecimal.TEN);
        BigDecimal before = nominal.multiply(new BigDecimal("0.9873")).setScale(2, RoundingMode.FLOOR);
        BigDecimal after = before.multiply(new BigDecimal("0.945")).setScale(2, RoundingMode.FLOOR);
        return new MarginData.CollateralHolding(account.account(), account.member(), "UST-2034-02-4.25", "USD", nominal,
                new BigDecimal("0.055"), before, after);
    }

    private List<MarginData.VariationMargin> variation(List<AccountMargin> accounts) {
        List<MarginData.VariationMargin> rows = new ArrayList<>();
        SCALES.forEach((currency, scale) -> {
            BigDecimal total = BigDecimal.ZERO.setScale(scale);
            for (AccountMargin account : accounts) {
                if (currency.equals("USD") || account.account().hashCode() % 3 == 0) {
                    BigDecimal amount = money(-2_000_000, 2_000_000, scale);
                    rows.add(new MarginData.VariationMargin(account.account(), account.member(), currency, amount));
                    total = total.add(amount);
                }
            }
            rows.add(new MarginData.VariationMargin("LIQUIDITY", "LIQUIDITY", currency, total.negate()));
        });
        return rows;
    }

    private static List<MarginData.Instruction> instructions(List<MarginData.VariationMargin> variation) {
        Map<String, BigDecimal> nets = new TreeMap<>();
        variation.stream().filter(row -> !row.member().equals("LIQUIDITY"))
                .forEach(row -> nets.merge(row.currency() + " " + row.member(), row.amount(), BigDecimal::add));
        List<MarginData.Instruction> rows = new ArrayList<>();
        Map<String, BigDecimal> house = new TreeMap<>();
        nets.forEach((key, net) -> {
            String currency = key.substring(0, 3);
            rows.add(new MarginData.Instruction(String.format(Locale.ROOT, "SI-%05d", rows.size() + 1),
                    key.substring(4), currency, net));
            house.merge(currency, net.negate(), BigDecimal::add);
        });
        house.forEach((currency, net) -> rows.add(new MarginData.Instruction("SI-HOUSE-" + currency, HOUSE, currency, net)));
        return rows;
    }

    private static List<MarginData.FindingLine> findings() {
        return List.of(
                new MarginData.FindingLine("PRICE_STALE", "WARNING", "CORN-2026-07-C450",
                        "The price has not changed for 6 days while the underlying moved 3.1%: ask the price source, "
                                + "or confirm the price with a reason."),
                new MarginData.FindingLine("FX_OUT_OF_BAND", "BLOCKING", "KWD",
                        "The rate 0.3068 is outside 2.9 to 3.6 and looks inverted: send a corrected fx.csv."),
                new MarginData.FindingLine("TRADE_REJECTED", "WARNING", "MATCH-88121",
                        "A member in default traded: the match is rejected."));
    }

    private static List<MarginData.RejectedRow> rejects() {
        return List.of(
                new MarginData.RejectedRow("trades.csv", 1_482, "price", "1,204.5", "A comma is not a decimal point."),
                new MarginData.RejectedRow("trades.csv", 1_483, "match_id", "MATCH-90017",
                        "Another row of the match was rejected."),
                new MarginData.RejectedRow("collateral.csv", 77, "asset_id", "=HYPERLINK(\"http://x\";\"y\")",
                        "The asset is not in assets.csv."));
    }

    /** Two defaults, three rounds; the loss goes down to the assessments and a little is left unpaid by one member. */
    public DefaultData defaults() {
        List<DefaultData.LayerPayment> payments = payments();
        BigDecimal loss = sum(payments.stream().map(p -> p.paid().add(p.unpaid())).toList());
        List<DefaultData.Liquidation> liquidations = liquidations();
        List<DefaultData.Resource> resources = resources(payments);
        OffsetDateTime at = OffsetDateTime.parse("2026-03-09T18:42:00-04:00");
        BigDecimal first = new BigDecimal("41250318.77");
        BigDecimal third = new BigDecimal("650000.00");
        List<DefaultData.Notice> notices = List.of(
                new DefaultData.Notice("MBR-07", at, 1, "Deficits of its accounts exceed what it can pay", first),
                new DefaultData.Notice("MBR-23", at.plusMinutes(1), 2, "Deficits of its accounts exceed what it can pay",
                        loss.subtract(first).subtract(third)),
                new DefaultData.Notice("MBR-31", at.plusMinutes(2), 3, "Could not pay its assessment in full", third));
        return new DefaultData(Subject.ofDay(HOUSE, DATE, 1, DIGEST, "OFFICIAL"), USD, terms(), notices, liquidations,
                payments, rounds(loss), priceMoves(), edges(payments), resources, clock(), journals(payments),
                new DefaultData.LedgerFigures(loss,
                        sum(liquidations.stream().map(DefaultData.Liquidation::slippage).toList()),
                        sum(liquidations.stream().map(DefaultData.Liquidation::fee).toList()),
                        sum(resources.stream().map(DefaultData.Resource::left).toList())));
    }

    private static DefaultData.Terms terms() {
        return new DefaultData.Terms(List.of("DEFAULTER_MARGIN", "DEFAULTER_FUND_CONTRIBUTION", "SKIN_IN_THE_GAME",
                "INSURANCE_FUND", "SURVIVORS_FUND_CONTRIBUTIONS", "SECOND_SKIN_IN_THE_GAME", "ASSESSMENTS",
                "SOCIALISED_LOSS"), "GAINS");
    }

    private List<DefaultData.LayerPayment> payments() {
        List<DefaultData.LayerPayment> rows = new ArrayList<>();
        BigDecimal none = new BigDecimal("0.00");
        rows.add(new DefaultData.LayerPayment(1, "DEFAULTER_MARGIN", "MBR-07", new BigDecimal("3120440.18"), none));
        rows.add(new DefaultData.LayerPayment(1, "DEFAULTER_FUND_CONTRIBUTION", "MBR-07", new BigDecimal("6000000.00"), none));
        rows.add(new DefaultData.LayerPayment(1, "SKIN_IN_THE_GAME", "SKIN_IN_THE_GAME", new BigDecimal("10000000.00"), none));
        rows.add(new DefaultData.LayerPayment(1, "INSURANCE_FUND", "INSURANCE_FUND", new BigDecimal("15000000.00"), none));
        for (int m = 0; m < MEMBERS; m++) {
            if (m != 6 && m != 22) {
                rows.add(new DefaultData.LayerPayment(2, "SURVIVORS_FUND_CONTRIBUTIONS", member(m),
                        money(200_000, 900_000, 2), none));
            }
        }
        rows.add(new DefaultData.LayerPayment(2, "DEFAULTER_FUND_CONTRIBUTION", "MBR-23", new BigDecimal("2500000.00"), none));
        for (int m = 0; m < MEMBERS; m++) {
            if (m != 6 && m != 22) {
                rows.add(new DefaultData.LayerPayment(3, "ASSESSMENTS", member(m), money(50_000, 150_000, 2),
                        m == 30 ? new BigDecimal("650000.00") : none));
            }
        }
        rows.add(new DefaultData.LayerPayment(3, "SOCIALISED_LOSS", "MBR-02-H", new BigDecimal("820113.09"), none));
        rows.add(new DefaultData.LayerPayment(3, "SOCIALISED_LOSS", "MBR-11-C", new BigDecimal("191004.55"), none));
        return rows;
    }

    private List<DefaultData.Liquidation> liquidations() {
        List<DefaultData.Liquidation> rows = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            String member = List.of("MBR-07", "MBR-23", "MBR-31").get(i / 6);
            boolean large = i % 4 == 0;
            BigDecimal opening = large ? new BigDecimal("64.25") : new BigDecimal("1.08453");
            BigDecimal execution = large ? new BigDecimal("61.9033333333") : new BigDecimal("1.0799");
            rows.add(new DefaultData.Liquidation(1 + i / 6, member + (i % 2 == 0 ? "-H" : "-C"), member,
                    INSTRUMENTS[i % INSTRUMENTS.length], i % INSTRUMENTS.length == 6 ? new BigDecimal("-12.40250000")
                    : BigDecimal.valueOf(random.nextLong(-4_000, 9_000)), i % 8 == 3 ? "JPY" : "USD", opening, execution,
                    execution.subtract(new BigDecimal("0.02")), money(-900_000, -1_000, 2), money(100, 4_000, 2)));
        }
        return rows;
    }

    private static List<DefaultData.ContagionRound> rounds(BigDecimal loss) {
        BigDecimal first = new BigDecimal("34120440.18");
        BigDecimal third = new BigDecimal("650000.00");
        return List.of(new DefaultData.ContagionRound(1, 6, 1, first),
                new DefaultData.ContagionRound(2, 9, 1, loss.subtract(first).subtract(third)),
                new DefaultData.ContagionRound(3, 4, 1, third));
    }

    private static List<DefaultData.PriceMove> priceMoves() {
        List<DefaultData.PriceMove> rows = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < INSTRUMENTS.length; i += round) {
                BigDecimal opening = new BigDecimal("64.25").add(BigDecimal.valueOf(i * 7L - round, 2));
                rows.add(new DefaultData.PriceMove(round, INSTRUMENTS[i], i == 3 ? "JPY" : "USD", opening,
                        opening.multiply(new BigDecimal("0.9" + (8 - round) + "31")).setScale(2, RoundingMode.HALF_EVEN)));
            }
        }
        return rows;
    }

    private List<DefaultData.Edge> edges(List<DefaultData.LayerPayment> payments) {
        List<DefaultData.Edge> rows = new ArrayList<>();
        for (DefaultData.LayerPayment payment : payments) {
            String channel = switch (payment.layer()) {
                case "ASSESSMENTS" -> "ASSESSMENT";
                case "SOCIALISED_LOSS" -> "GAINS_HAIRCUT";
                default -> "FUND";
            };
            if (!payment.layer().startsWith("DEFAULTER_")) {
                String to = payment.layer().equals("SOCIALISED_LOSS") ? payment.payer().substring(0, 6) : payment.payer();
                rows.add(new DefaultData.Edge(payment.round() == 1 ? "MBR-07" : "MBR-23", to, channel, payment.paid()));
            }
        }
        for (int m = 7; m < 20; m++) {
            rows.add(new DefaultData.Edge("MBR-07", member(m), "PRICE", money(10_000, 2_500_000, 2)));
        }
        return rows;
    }

    private static List<DefaultData.Resource> resources(List<DefaultData.LayerPayment> payments) {
        Map<String, BigDecimal> used = new TreeMap<>();
        payments.forEach(p -> used.merge(p.layer() + "/" + p.payer(), p.paid(), BigDecimal::add));
        List<DefaultData.Resource> rows = new ArrayList<>();
        used.forEach((key, paid) -> {
            String[] parts = key.split("/");
            if (!parts[0].equals("SOCIALISED_LOSS") && !parts[0].equals("ASSESSMENTS")) {
                BigDecimal before = paid.multiply(new BigDecimal("1.5")).setScale(0, RoundingMode.CEILING).setScale(2);
                rows.add(new DefaultData.Resource(parts[0], parts[0].equals(parts[1]) ? HOUSE : parts[1], before, paid,
                        before.subtract(paid)));
            }
        });
        return rows;
    }

    private static DefaultData.Clock clock() {
        return new DefaultData.Clock(DATE, LocalDate.of(2026, 4, 6), List.of(
                new DefaultData.Replenishment(HOUSE, "SKIN_IN_THE_GAME", new BigDecimal("10000000.00"), LocalDate.of(2026, 4, 9)),
                new DefaultData.Replenishment("MBR-01", "SURVIVORS_FUND_CONTRIBUTIONS", new BigDecimal("412733.18"),
                        LocalDate.of(2026, 4, 6)),
                new DefaultData.Replenishment("MBR-02", "SURVIVORS_FUND_CONTRIBUTIONS", new BigDecimal("250110.00"),
                        LocalDate.of(2026, 4, 6))));
    }

    private static List<DefaultData.JournalLine> journals(List<DefaultData.LayerPayment> payments) {
        List<DefaultData.JournalLine> rows = new ArrayList<>();
        for (DefaultData.LayerPayment payment : payments) {
            rows.add(new DefaultData.JournalLine(DATE, 1, rows.size() + 1L, "DEFAULT_FUND:" + payment.payer(),
                    "DEFAULT_WATERFALL", "USD", payment.paid(), "5.13", "round " + payment.round() + ", "
                    + payment.layer().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        rows.add(new DefaultData.JournalLine(DATE, 1, rows.size() + 1L, "VARIATION_MARGIN_HOUSE", "ACCOUNT_CASH:MBR-07-H",
                "JPY", new BigDecimal("18250000"), "3.1", "mark to market"));
        return rows;
    }

    /** A drill of the same cascade: no cycle, no time, no journals. */
    public DefaultData drill() {
        DefaultData real = defaults();
        List<DefaultData.Notice> notices = real.notices().stream()
                .map(n -> new DefaultData.Notice(n.member(), null, n.round(), n.cause(), n.loss())).toList();
        return new DefaultData(Subject.ofDrill(HOUSE, DATE), USD, real.terms(), notices, real.liquidations(),
                real.payments(), real.rounds(), real.priceMoves(), real.edges(), real.resources(), null, List.of(),
                real.ledger());
    }

    /** The same house as its supervisor sees it. */
    public SupervisoryData supervisory() {
        MarginData margin = margin();
        List<SupervisoryData.OriginMargin> initial = margin.accounts().stream().map(a ->
                new SupervisoryData.OriginMargin(origin(a.member(), a.kind(), a.account()), a.initial(), a.equity())).toList();
        List<SupervisoryData.OriginFlow> flows = margin.variationMargins().stream().map(v -> new SupervisoryData.OriginFlow(
                v.member().equals("LIQUIDITY") ? new Origin("LIQUIDITY", null, "OUTSIDE", null)
                        : origin(v.member(), kind(v.account()), v.account()), v.currency(), v.amount())).toList();
        List<SupervisoryData.OtherFlow> others = List.of(
                new SupervisoryData.OtherFlow(origin("MBR-01", "HOUSE", "MBR-01-H"), "Option premium", "USD", new BigDecimal("-18250.00")),
                new SupervisoryData.OtherFlow(origin("MBR-02", "HOUSE", "MBR-02-H"), "Option premium", "USD", new BigDecimal("18250.00")),
                new SupervisoryData.OtherFlow(origin("MBR-04", "CLIENT_OMNIBUS", "MBR-04-C"), "Funding", "JPY", new BigDecimal("-120044")));
        return new SupervisoryData(day(), USD, new SupervisoryData.Due(DATE.plusDays(1), ZoneId.of("America/New_York")),
                initial, flows, others, positions(margin), new SupervisoryData.LedgerFigures(margin.ledger().initial(),
                        margin.ledger().equity().total(), Map.of("JPY", new BigDecimal("-120044"))));
    }

    private static String kind(String account) {
        return account.endsWith("-H") ? "HOUSE" : account.endsWith("-C") ? "CLIENT_OMNIBUS" : "CLIENT_SEGREGATED";
    }

    private static Origin origin(String member, String kind, String account) {
        String lei = member.equals("MBR-03") ? null : "5299000" + member.substring(4) + "JKX3FQ1W5T7" + member.substring(4);
        return new Origin(member, lei, kind, kind.equals("CLIENT_SEGREGATED") ? account : null);
    }

    private List<SupervisoryData.Position> positions(MarginData margin) {
        List<SupervisoryData.Position> rows = new ArrayList<>();
        for (int i = 0; i < INSTRUMENTS.length; i++) {
            BigDecimal net = BigDecimal.ZERO;
            boolean option = INSTRUMENTS[i].contains("-C4");
            BigDecimal price = new BigDecimal(i % 2 == 0 ? "64.25" : "1.08453");
            for (int a = i; a < margin.accounts().size(); a += 3) {
                BigDecimal bought = BigDecimal.valueOf(random.nextLong(0, 5_000));
                BigDecimal sold = BigDecimal.valueOf(random.nextLong(0, 5_000));
                AccountMargin account = margin.accounts().get(a);
                rows.add(new SupervisoryData.Position(origin(account.member(), account.kind(), account.account()),
                        INSTRUMENTS[i], bought, sold, i == 3 ? "JPY" : "USD", price, BigDecimal.valueOf(1_000),
                        option ? new BigDecimal("0.4372") : null));
                net = net.add(bought).subtract(sold);
            }
            rows.add(new SupervisoryData.Position(new Origin("LIQUIDITY", null, "OUTSIDE", null), INSTRUMENTS[i],
                    net.negate().max(BigDecimal.ZERO), net.max(BigDecimal.ZERO), i == 3 ? "JPY" : "USD", price,
                    BigDecimal.valueOf(1_000), option ? new BigDecimal("0.4372") : null));
        }
        return rows;
    }

    public static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(USD.zero(), BigDecimal::add);
    }
}
