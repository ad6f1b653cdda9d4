package io.spillway.waterfall.cascade;

import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.member.AccountKind;
import io.spillway.waterfall.cascade.TestHouse.AccountOf;
import io.spillway.waterfall.cascade.TestHouse.Event;
import io.spillway.waterfall.closeout.ExecutionPrice;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Houses of 2 to 8 members with every feature of the cascade, and the events that strike them; a seed gives one. */
final class RandomHouse {

    private final SplittableRandom random;
    private final TestHouse house = new TestHouse();
    private final Map<String, BigDecimal> marginPerLot = new HashMap<>();

    private RandomHouse(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static TestHouse of(long seed) {
        RandomHouse builder = new RandomHouse(seed);
        builder.instruments();
        builder.members();
        builder.accounts();
        builder.rules();
        return builder.house;
    }

    /** One to three events for the house of the same seed: shocks, new prices and declared losses. */
    static List<Event> events(long seed, TestHouse house) {
        SplittableRandom random = new SplittableRandom(~seed);
        List<Event> events = new ArrayList<>();
        for (int e = 1 + random.nextInt(3); e > 0; e--) {
            Map<String, BigDecimal> shocks = new HashMap<>();
            Map<String, BigDecimal> prices = new HashMap<>();
            Map<String, Long> losses = new HashMap<>();
            for (TestInstrument instrument : house.instruments) {
                int kind = random.nextInt(5);
                if (kind < 3) {
                    shocks.put(instrument.id(), BigDecimal.valueOf(random.nextLong(-250, 251), 3));
                } else if (kind == 3) {
                    prices.put(instrument.id(), instrument.terms().rounded(instrument.price().multiply(
                            BigDecimal.valueOf(random.nextLong(70, 131), 2)), RoundingMode.HALF_EVEN));
                }
            }
            if (random.nextInt(3) == 0) {
                losses.put(house.members.get(random.nextInt(house.members.size())).id(),
                        random.nextLong(1L << random.nextInt(1, 28)));
            }
            events.add(new Event(shocks, prices, losses));
        }
        return events;
    }

    private void instruments() {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            boolean negative = random.nextInt(4) == 0;
            Optional<BigDecimal> tick = random.nextBoolean() ? Optional.of(new BigDecimal("0.05")) : Optional.empty();
            BigDecimal price = BigDecimal.valueOf(random.nextLong(20, 4_000) * 5, 2);
            PriceTerms terms = new PriceTerms(tick,
                    random.nextInt(3) == 0 ? Optional.of(new BigDecimal("20")) : Optional.empty(),
                    random.nextInt(3) == 0 ? Optional.of(BigDecimal.valueOf(random.nextLong(2, 20), 2))
                            : Optional.empty(),
                    negative ? NegativePrices.ALLOWED : NegativePrices.REFUSED);
            BigDecimal fx = random.nextInt(3) == 0 ? BigDecimal.valueOf(random.nextLong(1, 40_000), 4) : BigDecimal.ONE;
            BigDecimal multiplier = BigDecimal.valueOf(random.nextLong(1, 2_001), 2);
            BigDecimal rate = BigDecimal.valueOf(random.nextLong(20, 150), 3);
            String id = "I" + random.nextInt(100) + "-" + i;
            house.instrument(new TestInstrument(id, price, fx, multiplier, rate, terms, impact(price, fx,
                    multiplier)));
            marginPerLot.put(id, terms.base(price).multiply(fx).multiply(multiplier).multiply(rate));
        }
    }

    private ImpactTerms impact(BigDecimal price, BigDecimal fx, BigDecimal multiplier) {
        BigDecimal depth = price.multiply(fx).multiply(multiplier).multiply(BigDecimal.valueOf(random.nextLong(50, 3_000)));
        return switch (random.nextInt(6)) {
            case 0 -> ImpactTerms.NONE;
            case 1 -> new ImpactTerms(ImpactModel.EXPONENTIAL, Optional.of(depth), BigDecimal.ZERO, BigDecimal.ONE,
                    BigDecimal.ONE);
            case 2 -> new ImpactTerms(ImpactModel.SQUARE_ROOT, Optional.empty(), new BigDecimal("0.04"),
                    BigDecimal.valueOf(random.nextLong(10, 1_000)), new BigDecimal("0.8"));
            default -> new ImpactTerms(ImpactModel.LINEAR, Optional.of(depth), BigDecimal.ZERO, BigDecimal.ONE,
                    BigDecimal.ONE);
        };
    }

    private void members() {
        for (int m = 2 + random.nextInt(7); m > 0; m--) {
            house.member("M" + random.nextInt(100) + "-" + m, money(22), random.nextInt(5) == 0 ? 0 : money(20));
        }
        for (LayerName pot : List.of(LayerName.SKIN_IN_THE_GAME, LayerName.INSURANCE_FUND,
                LayerName.SECOND_SKIN_IN_THE_GAME)) {
            if (random.nextInt(3) > 0) {
                house.pot(pot, money(20));
            }
        }
    }

    private void accounts() {
        int number = 0;
        for (TestHouse.MemberOf member : house.members) {
            for (int a = random.nextInt(4); a >= 0; a--) {
                String id = "A" + random.nextInt(100) + "-" + number++;
                AccountKind kind = AccountKind.values()[random.nextInt(3)];
                BigDecimal needed = positions(id);
                long equity = needed.movePointRight(2).longValue() * random.nextLong(80, 160) / 100
                        + random.nextLong(-2, 3);
                if (needed.signum() == 0) {
                    equity = money(20) - (random.nextInt(4) == 0 ? money(20) : 0);
                }
                Optional<String> backup = kind.isHouse() || random.nextInt(3) == 0 ? Optional.empty()
                        : Optional.of(house.members.get(random.nextInt(house.members.size())).id());
                house.account(new AccountOf(id, member.id(), kind, backup, equity, random.nextLong(-50_000, 50_000)));
            }
        }
    }

    /** Random positions of an account and the margin they need. */
    private BigDecimal positions(String account) {
        BigDecimal needed = BigDecimal.ZERO;
        for (TestInstrument instrument : house.instruments) {
            long lots = random.nextInt(3) == 0 ? 0 : random.nextLong(-60, 61);
            if (lots != 0) {
                house.holding(account, instrument.id(), lots);
                needed = needed.add(marginPerLot.get(instrument.id()).multiply(BigDecimal.valueOf(Math.abs(lots))));
            }
        }
        return needed;
    }

    private void rules() {
        List<LayerName> layers = new ArrayList<>(CascadeRules.DEFAULT_LAYERS);
        if (random.nextInt(3) == 0) {
            layers.remove(random.nextInt(layers.size()));
        }
        SocialisedLossBasis basis = SocialisedLossBasis.values()[random.nextInt(3)];
        house.rules(r -> new CascadeRules(layers, BigDecimal.valueOf(random.nextLong(0, 300), 2), basis,
                ExecutionPrice.values()[random.nextInt(2)],
                random.nextBoolean() ? BigDecimal.ZERO : new BigDecimal("0.0007"),
                BelowMaintenance.values()[random.nextInt(2)], new BigDecimal("1.10"), 1_000));
    }

    private long money(int bits) {
        return random.nextLong(1L << random.nextInt(8, bits + 1));
    }
}
