package io.spillway.waterfall.day;

import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.domain.instrument.ContractTerms;
import io.spillway.domain.instrument.OptionRight;
import io.spillway.domain.instrument.OptionTerms;
import io.spillway.domain.instrument.PremiumStyle;
import io.spillway.domain.instrument.Product;
import io.spillway.waterfall.cascade.BelowMaintenance;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.closeout.ExecutionPrice;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A house of 2 to 6 members in three currencies and the files of its days, wild enough for defaults. */
final class RandomDays {

    private static final Map<String, String> PRICES =
            new TreeMap<>(Map.of("OIL", "70", "GAS", "100", "ESX", "4000", "NKY", "30000", "PERP", "50", "CALL", "6.5",
                    "PUT", "4"));
    /** Largest position in lots. */
    private static final Map<String, Integer> LOTS = Map.of("OIL", 5, "GAS", 400, "ESX", 6, "NKY", 150, "PERP", 300, "CALL", 200,
            "PUT", 200);
    /** Dollars of maintenance margin a lot. */
    private static final Map<String, Integer> MARGIN = Map.of("OIL", 7_000, "GAS", 10, "ESX", 4_400, "NKY", 21, "PERP", 5,
            "CALL", 10, "PUT", 4);

    private final SplittableRandom random;
    private final DayHouse house = new DayHouse();
    private final Map<String, BigDecimal> prices = new HashMap<>();
    private final Map<String, Long> needed = new TreeMap<>();
    private int number;

    RandomDays(long seed) {
        random = new SplittableRandom(seed);
        int members = 2 + random.nextInt(5);
        for (int m = 0; m < members; m++) {
            house.member("M" + m, random.nextLong(3_000_000), random.nextLong(2_000_000)).house("M" + m);
            for (int c = random.nextInt(3); c > 0; c--) {
                house.client("M" + m + "-C" + c, "M" + m, random.nextBoolean() ? "M" + random.nextInt(members) : null);
            }
        }
        house.pot(LayerName.SKIN_IN_THE_GAME, random.nextLong(500_000))
                .pot(LayerName.INSURANCE_FUND, random.nextLong(1_000_000))
                .severity(FindingCode.PRICE_OUT_OF_BAND, Severity.WARNING);
        products();
        for (String id : List.of("CALL", "GAS", "OIL", "PERP")) {
            if (random.nextBoolean()) {
                house.depth(id, String.valueOf(random.nextLong(200_000, 5_000_000)));
            }
        }
        house.cascade(r -> new CascadeRules(r.layers(), BigDecimal.ONE,
                SocialisedLossBasis.values()[random.nextInt(3)], ExecutionPrice.AVERAGE,
                random.nextBoolean() ? BigDecimal.ZERO : new BigDecimal("0.0003"),
                BelowMaintenance.values()[random.nextInt(2)], r.initialFactor(), r.maxRounds()));
        positions();
        PRICES.forEach((id, price) -> prices.put(id, new BigDecimal(price)));
    }

    DayHouse house() {
        return house;
    }

    /** A perpetual, a premium-style call that expires on the third day, a futures-style put on the fifth, two bonds. */
    private void products() {
        LocalDate third = house.calendar.plusBusinessDays(DayHouse.MONDAY, 2);
        house.contract("PERP", new ContractTerms(Product.PERPETUAL, "CRYPTO", "", Optional.empty(), Optional.empty()), "1")
                .option("CALL", new OptionTerms(new BigDecimal("70"), OptionRight.CALL, PremiumStyle.PREMIUM), third)
                .option("PUT", new OptionTerms(new BigDecimal("72.5"), OptionRight.PUT, PremiumStyle.FUTURES),
                        house.calendar.plusBusinessDays(third, 2))
                .security("BOND", "0.08", "0.6", "").security("NOTE", "0.15", "", "M0");
    }

    private void positions() {
        PRICES.keySet().forEach(id -> {
            long sum = 0;
            for (int a = 0; a < house.accounts.size(); a++) {
                boolean last = a == house.accounts.size() - 1;
                long most = LOTS.get(id);
                long lots = last ? -sum : random.nextInt(3) == 0 ? 0 : random.nextLong(-most, most + 1);
                sum += lots;
                if (lots != 0) {
                    house.holding(house.accounts.get(a).id(), id, lots);
                }
                needed.merge(house.accounts.get(a).id(), Math.abs(lots) * MARGIN.get(id), Long::sum);
            }
        });
    }

    /** Files of the first day: deposits of 105% to 180% of maintenance margin, in dollars, euro and yen. */
    DayFiles firstFiles() {
        DayFiles files = DayFiles.usual().price("CALL", "6.5").price("PUT", "4").funding("PERP", "50", "0.0005")
                .alsoPrice("BRENT", "USD", "70").assetPrice("BOND", "98.5").assetPrice("NOTE", "1.0375");
        needed.forEach((account, dollars) -> {
            BigDecimal amount = BigDecimal.valueOf(dollars + 50).multiply(BigDecimal.valueOf(random.nextLong(105, 180), 2));
            switch (random.nextInt(5)) {
                case 3 -> {
                    deposit(files, account, "USD", amount, "0.4");
                    deposit(files, account, "BOND", amount, "0.0075");
                }
                case 4 -> {
                    deposit(files, account, "EUR", amount, "0.3");
                    deposit(files, account, "NOTE", amount, "0.9");
                }
                case 0 -> deposit(files, account, "USD", amount, "1");
                case 1 -> {
                    deposit(files, account, "USD", amount, "0.5");
                    deposit(files, account, "EUR", amount, "0.48");
                }
                default -> {
                    deposit(files, account, "EUR", amount, "0.3");
                    deposit(files, account, "JPY", amount, "120");
                }
            }
        });
        return files;
    }

    private void deposit(DayFiles files, String account, String currency, BigDecimal amount, String part) {
        int scale = currency.equals("JPY") || currency.equals("BOND") ? 0 : 2;
        files.cash("D" + number++, account, currency, amount.multiply(new BigDecimal(part))
                .setScale(scale, RoundingMode.DOWN).toPlainString());
    }

    /** Files of a later day: moves of up to 8%, once in a while 30%; trades, deposits, withdrawals, rates. */
    DayFiles files() {
        DayFiles files = new DayFiles();
        int widest = random.nextInt(3) == 0 ? 300 : 80;
        prices.replaceAll((id, price) -> {
            BigDecimal tick = id.equals("ESX") ? new BigDecimal("0.5") : new BigDecimal("0.01");
            return price.multiply(BigDecimal.valueOf(1_000 + random.nextLong(-widest, widest + 1), 3))
                    .divide(tick, 0, RoundingMode.HALF_EVEN).multiply(tick);
        });
        new TreeMap<>(prices).forEach((id, price) -> files.price(id, price.toPlainString()));
        files.funding("PERP", prices.get("PERP").toPlainString(), BigDecimal.valueOf(random.nextLong(-9, 10), 4)
                .toPlainString()).alsoPrice("BRENT", "USD", String.valueOf(random.nextLong(60, 81)))
                .assetPrice("BOND", String.valueOf(random.nextLong(80, 105)))
                .assetPrice("NOTE", BigDecimal.valueOf(random.nextLong(9_000, 11_000), 4).toPlainString());
        files.rate("EUR", BigDecimal.valueOf(random.nextLong(1_020, 1_190), 3).toPlainString())
                .rate("JPY", BigDecimal.valueOf(random.nextLong(63_000, 73_000), 7).toPlainString());
        for (int t = random.nextInt(5); t > 0; t--) {
            String id = new ArrayList<>(PRICES.keySet()).get(random.nextInt(PRICES.size()));
            String buyer = account();
            String seller = account();
            if (!buyer.equals(seller)) {
                files.trade("T" + number++, buyer, seller, id, String.valueOf(1 + random.nextInt(LOTS.get(id))),
                        prices.get(id).toPlainString());
            }
        }
        for (int c = random.nextInt(4); c > 0; c--) {
            String currency = List.of("USD", "EUR", "JPY", "BOND", "NOTE").get(random.nextInt(5));
            deposit(files, account(), currency, BigDecimal.valueOf(random.nextLong(-20_000, 30_000)), "1");
        }
        if (random.nextBoolean()) {
            files.fund("F" + number++, DayInputs.FundMovementKind.CONTRIBUTION, "M0", "123.45");
            files.fund("F" + number++, DayInputs.FundMovementKind.CAPITAL, "M1", "-0.01");
            files.fund("F" + number++, DayInputs.FundMovementKind.LAYER, "SECOND_SKIN_IN_THE_GAME", "10.00");
        }
        return files;
    }

    private String account() {
        return house.accounts.get(random.nextInt(house.accounts.size())).id();
    }
}
