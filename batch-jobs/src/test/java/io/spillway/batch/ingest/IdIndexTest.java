package io.spillway.batch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdIndexTest {

    private static int find(IdIndex index, String id) {
        char[] text = ("xx" + id + "yy").toCharArray();
        return index.find(text, 2, id.length());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void findsWhatAMapFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> map = new HashMap<>();
        while (map.size() < 5_000) {
            map.put(Integer.toString(random.nextInt(0, 50_000), 36), random.nextInt(0, 1_000_000));
        }
        IdIndex index = new IdIndex(map.size());
        map.forEach(index::put);
        for (int n = 0; n < 50_000; n++) {
            String id = Integer.toString(n, 36);
            assertThat(find(index, id)).as("seed %d, id %s", seed, id)
                    .isEqualTo(map.getOrDefault(id, IdIndex.UNKNOWN));
        }
    }

    @Test
    void idsOfOneHashAreToldApart() {
        IdIndex index = new IdIndex(3);
        index.put("Aa", 1);
        index.put("BB", 2);
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(find(index, "Aa")).isEqualTo(1);
        assertThat(find(index, "BB")).isEqualTo(2);
        assertThat(find(index, "AaA")).isEqualTo(IdIndex.UNKNOWN);
        assertThat(find(index, "")).isEqualTo(IdIndex.UNKNOWN);
    }

    @Test
    void anEmptyIndexKnowsNothing() {
        assertThat(find(new IdIndex(0), "A")).isEqualTo(IdIndex.UNKNOWN);
    }
}
