package io.spillway.waterfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Cause;
import io.spillway.waterfall.cascade.Pot;
import io.spillway.waterfall.cascade.Recording;
import io.spillway.waterfall.cascade.Transfer;
import io.spillway.waterfall.layer.LayerName;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The benchmark's house, made small, is a fire sale; its yardstick marks what the cascade marks. */
class FireSaleTest {

    private static final FireSaleSize SMALL = new FireSaleSize(5_000, 10, 100, 60, 50, 22, 120);

    private final FireSale fireSale = new FireSale(SMALL, 1);

    @Test
    void atLeastFiftyInstrumentsMoveInEachOfTwentyRoundsWhileMembersDefault() {
        FireSaleCounts counts = FireSaleCounts.of(fireSale);
        counts.require();
        assertThat(counts.defaulted()).isGreaterThanOrEqualTo(5);
        assertThat(counts.ported()).isGreaterThanOrEqualTo(50);
        assertThat(counts.waterfalls()).isGreaterThanOrEqualTo(5);
        assertThat(counts.layers()).contains(LayerName.DEFAULTER_MARGIN, LayerName.SKIN_IN_THE_GAME,
                LayerName.INSURANCE_FUND, LayerName.SURVIVORS_FUND_CONTRIBUTIONS);
    }

    /** Otherwise the two arms of the benchmark would not do the same work. */
    @Test
    void theBareReMarkMovesEachAccountByWhatTheCascadeMarkedItBy() {
        CascadeState state = fireSale.open(Recording.FULL);
        CascadeResult result = FireSale.run(state);
        long[] marked = new long[state.accounts()];
        for (Transfer transfer : result.transfers()) {
            if (transfer.cause() == Cause.RE_MARK && transfer.to() == Pot.ACCOUNT) {
                marked[transfer.toIndex()] += transfer.amount();
            } else if (transfer.cause() == Cause.RE_MARK && transfer.from() == Pot.ACCOUNT) {
                marked[transfer.fromIndex()] -= transfer.amount();
            }
        }
        long[] bare = new long[state.accounts()];
        BareReMark reMark = new BareReMark(fireSale, result);
        reMark.markAll(reMark.columnLots(), bare);
        assertThat(bare).isEqualTo(marked);
        assertThat(LongStream.of(bare).filter(v -> v != 0).count()).isGreaterThan(state.accounts() / 2);
    }

    @Test
    void theSameSeedGivesTheSameHouse() {
        assertThat(FireSale.run(new FireSale(SMALL, 1).open(Recording.FULL)))
                .isEqualTo(FireSale.run(fireSale.open(Recording.FULL)));
    }
}
