package io.spillway.waterfall.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.instrument.ContractTerms;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Scenarios that somebody wrote, and contracts whose past another one tells (rule 7.1). */
class HypotheticalScenarioTest {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    private static Instrument future(String id, String group, String underlying) {
        return new Instrument(id, new ContractTerms(Product.FUTURE, group, underlying, Optional.empty(), Optional.empty()),
                "USD", BigDecimal.ONE, BigDecimal.ONE, PriceTerms.PLAIN, new BigDecimal("0.1"), ImpactTerms.NONE, List.of());
    }

    private static SortedMap<String, BigDecimal> of(String id, String move) {
        return new TreeMap<>(Map.of(id, new BigDecimal(move)));
    }

    private static SortedMap<String, BigDecimal> none() {
        return new TreeMap<>();
    }

    @Test
    void whatIsSaidOfAnInstrumentHoldsBeforeItsUnderlyingAndThatBeforeItsGroup() {
        HypotheticalScenario scenario = new HypotheticalScenario("x", "d", of("ENERGY", "-0.2"), of("CRUDE", "-0.5"),
                of("CRUDE-MAY", "0.1"), of("BRENT-MAY", "-37.63"));
        List<Instrument> held = List.of(future("CRUDE-MAY", "ENERGY", "CRUDE"), future("CRUDE-JUN", "ENERGY", "CRUDE"),
                future("COAL", "ENERGY", "COAL"), future("GOLD", "METAL", "GOLD"), future("BRENT-MAY", "ENERGY", "BRENT"));
        BigDecimal price = new BigDecimal("20");
        assertThat(scenario.on(4, held, List.of(price, price, price, price, price)).moves())
                .containsExactly(100_000_000, -500_000_000, -200_000_000, 0, -2_881_500_000L);
        assertThat(scenario.on(4, held, List.of(price, price, price, price, price)).number()).isEqualTo(4);
        scenario.requireKnown(List.of("BRENT-MAY", "CRUDE-MAY"));
        assertThatThrownBy(() -> scenario.requireKnown(List.of("CRUDE-MAY"))).hasMessageContaining("x moves BRENT-MAY, which");
    }

    @Test
    void aScenarioThatMovesNothingOrSaysTwoThingsIsRefused() {
        assertThatThrownBy(() -> new HypotheticalScenario("x", "d", none(), none(), none(), none()))
                .hasMessageContaining("moves nothing");
        assertThatThrownBy(() -> new HypotheticalScenario("x", "d", none(), none(), of("A", "1"), of("A", "5")))
                .hasMessageContaining("a move and a price of A");
    }

    @Test
    void theUnderlyingAndThenAnotherContractTellsWhatAContractsOwnPastDoesNot() {
        SortedMap<LocalDate, Map<String, BigDecimal>> prices = new TreeMap<>();
        String[] underlying = {"100", "110", "99", "", "100"};
        String[] own = {"", "", "200", "220", "230"};
        String[] other = {"", "", "", "50", "60"};
        for (int d = 0; d < underlying.length; d++) {
            Map<String, BigDecimal> day = new HashMap<>();
            put(day, "OIL", underlying[d]);
            put(day, "OIL-NEW", own[d]);
            put(day, "OIL-OLD", other[d]);
            prices.put(START.plusDays(d), day);
        }
        Instrument held = future("OIL-NEW", "ENERGY", "OIL");
        PriceHistory history = PriceHistory.of(List.of(held), prices, List.of(held, future("OIL-OLD", "ENERGY", "OIL")), 1);
        assertThat(history.windows()).isEqualTo(4);
        assertThat(history.moves(0)[0]).as("the underlying: 100 to 110").isEqualTo(0.1);
        assertThat(history.moves(1)[0]).as("the underlying: 110 to 99").isEqualTo(-0.1);
        assertThat(history.moves(2)[0]).as("its own: 200 to 220").isEqualTo(0.1);
        assertThat(history.proxied()).containsExactly(Map.entry("OIL-NEW", 2));

        prices.values().forEach(day -> day.keySet().removeAll(List.of("OIL", "OIL-NEW")));
        assertThatThrownBy(() -> PriceHistory.of(List.of(held), prices, List.of(held), 1))
                .hasMessageContaining("OIL-NEW is held and has no past price, nor has its underlying");
    }

    private static void put(Map<String, BigDecimal> day, String id, String price) {
        if (!price.isEmpty()) {
            day.put(id, new BigDecimal(price));
        }
    }
}
