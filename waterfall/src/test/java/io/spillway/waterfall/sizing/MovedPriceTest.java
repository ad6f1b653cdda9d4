package io.spillway.waterfall.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.waterfall.scenario.Scenario;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A scenario's moved price in 64 bits is the cascade's in decimals. */
class MovedPriceTest {

    @Test
    void itIsTheCascadesPriceToTheLastPlace() {
        SplittableRandom random = new SplittableRandom(7);
        int floored = 0;
        for (int k = 0; k < 200_000; k++) {
            BigDecimal tick = BigDecimal.valueOf(random.nextLong(1, 6) * (random.nextBoolean() ? 1 : 5), random.nextInt(5));
            boolean hasTick = random.nextInt(3) > 0;
            boolean isNegative = random.nextInt(4) == 0;
            PriceTerms terms = new PriceTerms(hasTick ? Optional.of(tick) : Optional.empty(),
                    random.nextInt(3) == 0 ? Optional.of(BigDecimal.valueOf(random.nextLong(1, 30))) : Optional.empty(),
                    Optional.empty(), isNegative ? NegativePrices.ALLOWED : NegativePrices.REFUSED);
            BigDecimal price = BigDecimal.valueOf(random.nextLong(isNegative ? -100_000 : 1, 10_000_000),
                    random.nextInt(11));
            // half of the moves in round parts, so that ties at half a tick are met
            long move = random.nextBoolean() ? random.nextLong(-1_500_000_000, 1_500_000_001)
                    : 5_000_000 * random.nextLong(-200, 201);
            MovedPrice moved = MovedPrice.of(terms, price).orElseThrow();
            assertThat(moved.fits(move)).isTrue();
            BigDecimal expected = move == 0 ? price : terms.rounded(price.add(BigDecimal.valueOf(move, Scenario.MOVE_SCALE)
                    .multiply(terms.base(price))), RoundingMode.HALF_EVEN);
            assertThat(BigDecimal.valueOf(moved.after(move), moved.scale())).as(price + " by " + move + " " + terms)
                    .isEqualByComparingTo(expected);
            assertThat(BigDecimal.valueOf(moved.baseAfter(moved.after(move)), moved.scale()))
                    .isEqualByComparingTo(terms.base(expected));
            floored += expected.compareTo(hasTick ? tick : BigDecimal.ZERO) == 0 ? 1 : 0;
        }
        assertThat(floored).isGreaterThan(1_000);
    }

    @Test
    void whatPasses64BitsIsSaid() {
        assertThat(MovedPrice.of(PriceTerms.PLAIN, new BigDecimal("123456789012.5"))).isEmpty();
        MovedPrice large = MovedPrice.of(PriceTerms.PLAIN, new BigDecimal("100000000")).orElseThrow();
        assertThat(large.fits(1_000_000_000)).isTrue();
        assertThat(large.fits(9_000_000_000L)).isFalse();
        assertThat(large.after(1_000_000_000)).isEqualTo(2_000_000_000_000_000_000L);
    }
}
