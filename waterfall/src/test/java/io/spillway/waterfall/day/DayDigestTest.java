package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.waterfall.layer.LayerName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 6.3: the same inputs give the same digest, one cent of difference gives another. */
class DayDigestTest {

    private static DayHouse house() {
        return new DayHouse().member("A", 500_00, 100_00).house("A").member("B", 500_00, 100_00).house("B")
                .holding("A-H", "GAS", 10).holding("B-H", "GAS", -10).pot(LayerName.INSURANCE_FUND, 10_00);
    }

    private static DayFiles files() {
        return DayFiles.usual().cash("1", "A-H", "USD", "105").cash("2", "B-H", "USD", "900");
    }

    private static String digest(DayHouse house, DayFiles files) {
        return house.run(house.firstDay(), files).digest();
    }

    @Test
    void theSameDayGivesTheSameDigestAgain() {
        assertThat(digest(house(), files())).isEqualTo(digest(house(), files())).hasSize(64);
    }

    @Test
    void trailingZerosOfTheFilesDoNotMatter() {
        assertThat(digest(house(), files().price("GAS", "100.00"))).isEqualTo(digest(house(), files()));
        assertThat(digest(house(), files().rate("EUR", "1.1"))).isEqualTo(digest(house(), files()));
    }

    @Test
    void oneCentOrOneNameMoreGivesAnotherDigest() {
        List<String> digests = new ArrayList<>();
        digests.add(digest(house(), files()));
        digests.add(digest(house(), files().price("GAS", "100.01")));
        digests.add(digest(house(), files().price("OIL", "70.01")));
        digests.add(digest(house(), files().rate("EUR", "1.1000001")));
        digests.add(digest(house(), DayFiles.usual().cash("1", "A-H", "USD", "105.01").cash("2", "B-H", "USD", "900")));
        digests.add(digest(house().pot(LayerName.INSURANCE_FUND, 10_01), files()));
        digests.add(digest(house().pot(LayerName.SECOND_SKIN_IN_THE_GAME, 1), files()));
        digests.add(digest(house().member("C", 0, 0), files()));
        digests.add(digest(house().client("C", "A", null), files()));
        digests.add(digest(house().client("C", "B", null), files()));
        digests.add(digest(house(), files().fund("1", DayInputs.FundMovementKind.CAPITAL, "A", "0.01")));
        digests.add(digest(house(), files().fund("1", DayInputs.FundMovementKind.CAPITAL, "B", "0.01")));
        digests.add(digest(house(), files().fund("1", DayInputs.FundMovementKind.CONTRIBUTION, "A", "0.01")));
        digests.add(digest(house(), files().trade("T", "A-H", "B-H", "GAS", "1", "100")));
        digests.add(digest(house(), files().alsoPrice("NOPE", "USD", "1")));
        assertThat(new HashSet<>(digests)).hasSameSizeAs(digests);
    }

    @Test
    void settingsAndThePreviousDigestAreInIt() {
        DayHouse house = house();
        DayOpening opening = house.firstDay();
        DayOpening chained = new DayOpening(opening.businessDate(), opening.cycle(), opening.house(),
                opening.previousDate(), "other", opening.book(), opening.marks(), opening.daysUnchanged(),
                opening.publishedPrices(), opening.fx(), opening.ownCloseOuts(), opening.cash(), opening.members(),
                opening.pots(), opening.lastDefault(), opening.securities());
        String plain = Day.compute(opening, files().inputs(), house.rules(), "settings").digest();
        assertThat(Day.compute(opening, files().inputs(), house.rules(), "settings ").digest()).isNotEqualTo(plain);
        assertThat(Day.compute(chained, files().inputs(), house.rules(), "settings").digest()).isNotEqualTo(plain);
    }

    /** Worked out once from the encoding: a change of the encoding must raise FORMAT_VERSION and this value. */
    @Test
    void theEncodingDoesNotDriftUnnoticed() {
        assertThat(DayDigest.FORMAT_VERSION).isEqualTo(2);
        assertThat(DayDigest.RULES_VERSION).isEqualTo(2);
        assertThat(new CanonicalEncoding().putText("ab").putInt(1).putLong(-1).digest()).as("sha256sum of 00000002"
                + "6162 00000001 ffffffffffffffff").isEqualTo(SHA_256_OF_THE_BYTES);
        assertThat(new CanonicalEncoding().putText("a").putText("bc").digest())
                .isNotEqualTo(new CanonicalEncoding().putText("ab").putText("c").digest());
        String longText = "x".repeat(200_000);
        assertThat(new CanonicalEncoding().putText(longText).putInt(7).digest())
                .isNotEqualTo(new CanonicalEncoding().putText(longText + "x").putInt(7).digest());
    }

    private static final String SHA_256_OF_THE_BYTES =
            "6f3f5fa6f1c818ef86bbcaaa0de5b170f8a3c7d4e07137b58664bec61b894f3a";
}
