package io.spillway.waterfall.bench;

import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Recording;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of a whole cascade of fire sales, against a bare re-mark of the positions that it re-marked. Opening the house
 * (copying its positions and balances) is no part of a round and is not timed in any arm. One thread, and a
 * collector of one thread, so that other work on the machine disturbs all arms alike.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(value = 1, jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class CascadeBenchmark {

    private static final long SEED = 1;

    static FireSale fireSale(int soldInstruments) {
        return new FireSale(FireSaleSize.full(soldInstruments), SEED);
    }

    /** The house that is marked bare. */
    @State(Scope.Thread)
    public static class BareHouse {

        /** Instruments that the falling accounts hold: how many move in a round. */
        @Param({"60", "240"})
        int soldInstruments;

        private FireSale fireSale;
        private BareReMark bare;
        private long[] openingLots;
        private long[] lots;
        private long[] equity;

        @Setup(Level.Trial)
        public void build() {
            fireSale = fireSale(soldInstruments);
            bare = new BareReMark(fireSale, FireSale.run(fireSale.open(Recording.FULL)));
            openingLots = bare.columnLots();
        }

        @Setup(Level.Invocation)
        public void open() {
            lots = openingLots.clone();
            equity = new long[fireSale.book().accounts()];
        }
    }

    /** The house that the cascade runs through. */
    @State(Scope.Thread)
    public static class CascadeHouse {

        /** Instruments that the falling accounts hold: how many move in a round. */
        @Param({"60", "240"})
        int soldInstruments;

        @Param({"ROUNDS", "WITHOUT_MAP", "FULL"})
        Recording recording;

        private FireSale fireSale;
        private CascadeState state;

        @Setup(Level.Trial)
        public void build() {
            fireSale = fireSale(soldInstruments);
        }

        @Setup(Level.Invocation)
        public void open() {
            state = fireSale.open(recording);
        }
    }

    @Benchmark
    public long[] bareReMark(BareHouse house) {
        house.bare.markAll(house.lots, house.equity);
        return house.equity;
    }

    @Benchmark
    public CascadeResult cascade(CascadeHouse house) {
        return FireSale.run(house.state);
    }
}
