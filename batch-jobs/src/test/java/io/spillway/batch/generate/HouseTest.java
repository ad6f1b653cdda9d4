package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.member.AccountKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseTest {

    private static final House HOUSE = new House(GeneratorSettings.sample(LocalDate.of(2027, 2, 1), 5));

    @Test
    void everyMemberHasItsHouseAccountFirst() {
        for (int m = 0; m < HOUSE.members(); m++) {
            assertThat(HOUSE.kind(HOUSE.firstAccount(m))).isEqualTo(AccountKind.HOUSE);
            assertThat(HOUSE.accountId(HOUSE.firstAccount(m))).isEqualTo(HOUSE.memberId(m) + "-H");
        }
    }

    @Test
    void accountsOfEveryKindAppearAndNoTwoShareAnId() {
        assertThat(IntStream.range(0, HOUSE.accounts()).mapToObj(HOUSE::kind).distinct())
                .containsExactlyInAnyOrder(AccountKind.values());
        assertThat(IntStream.range(0, HOUSE.accounts()).mapToObj(HOUSE::accountId)).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, HOUSE.accounts()).mapToObj(HOUSE::accountId)).contains("M001-H", "M001-C01");
    }

    @Test
    void someMembersAreAffiliatedByTwos() {
        assertThat(HOUSE.groupOf(0)).contains("G01").isEqualTo(HOUSE.groupOf(1));
        assertThat(HOUSE.groupOf(39)).isEmpty();
    }

    @Test
    void threeOfFortyMembersAreLeveragedAndTwoStretched() {
        assertThat(IntStream.range(0, 40).filter(HOUSE::isFragile)).hasSize(5);
        assertThat(IntStream.range(0, 40).mapToObj(m -> HOUSE.role(HOUSE.firstAccount(m)))
                .filter(role -> role == House.Role.LEVERAGED)).hasSize(3);
    }

    @Test
    void identifiersAreTwentyCharactersWithCheckDigitsAndAllDifferent() {
        String[] identifiers = IntStream.range(0, 2_000).mapToObj(m -> Lei.of(3, m)).toArray(String[]::new);
        for (String identifier : identifiers) {
            assertThat(identifier).matches("[0-9A-Z]{18}[0-9]{2}");
            assertThat(Lei.remainder(identifier)).isEqualTo(1);
        }
        assertThat(identifiers).doesNotHaveDuplicates();
    }

    @Test
    void theCheckIsThatOfRealIdentifiers() {
        // the Global Legal Entity Identifier Foundation's own, from its public register
        assertThat(Lei.remainder("506700GE1G29325QX363")).isEqualTo(1);
        assertThat(Lei.remainder("506700GE1G29325QX364")).isNotEqualTo(1);
    }

    @Test
    void namesOfMembersAreAllDifferent() {
        assertThat(IntStream.range(0, 5_000).mapToObj(MemberNames::of)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdersOfAnInstrumentAreNoneOrFromTwoToAllAndSumToThePositions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int n = 0; n < 2_000; n++) {
            int accounts = random.nextInt(2, 40);
            int instruments = random.nextInt(1, 30);
            int positions = random.nextInt(2, accounts * instruments + 1);
            if (accounts == 2) {
                positions = positions / 2 * 2;
            }
            String what = "seed " + seed + ": " + instruments + " instruments, " + accounts + " accounts, " + positions;
            int[] counts = PositionBook.holderCounts(instruments, accounts, positions);
            assertThat(Arrays.stream(counts).sum()).as(what).isEqualTo(positions);
            assertThat(Arrays.stream(counts)).as(what).allMatch(count -> count == 0 || count >= 2 && count <= accounts);
        }
    }
}
