package io.spillway.batch.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.CommandFailure;
import io.spillway.waterfall.scenario.ListedScenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of scenarios as files (rule 7.1), and what is refused of them (fault 42). */
class ScenarioFileTest {

    @TempDir
    private Path folder;

    private ScenarioFile read(String lines) throws IOException {
        return ScenarioFile.read(Files.writeString(folder.resolve("set.csv"), lines.replace(';', '\n')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name,A;a,-0.1;b,0                 | line 1: the header must be scenario and at least one instrument
            scenario,A,A;a,-0.1,0;b,0,0       | line 1: instrument 'A' is empty or stands twice
            scenario,A;a,NaN;b,0              | line 2: 'NaN' for A is no move such as -0.25
            scenario,A;a,-0.1;b,1e3           | line 3: '1e3' for A is no move
            scenario,A;a,-0.1;b,0.0123456789  | line 3: '0.0123456789' for A is no move such as -0.25, of at most 9
            scenario,A;a,-0.1;b               | line 3: has 1 fields, the header 2
            scenario,A;a,-0.1;a,0             | line 3: a stands twice
            scenario,A;a,-0.1                 | has 1 scenarios; a sizing needs at least 2
            """)
    void whatCannotBeReadIsRefusedWithFileAndLine(String lines, String message) {
        assertThatThrownBy(() -> read(lines)).isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith(folder.resolve("set.csv").toString()).hasMessageContaining(message);
    }

    @Test
    void aSetIsTakenInTheOrderOfWhatIsHeldAndWrittenAgainAsItWas() throws IOException {
        ScenarioFile file = read("scenario,B,A;crash,-0.250000000,0.1;\"squeeze, short\",0,1.5;");
        assertThat(file.sha256()).hasSize(64);
        ListedScenarios held = file.source(List.of("A", "B"), List.of("A", "B", "C")::contains);
        assertThat(held.scenario(0).moves()).containsExactly(100_000_000, -250_000_000);
        assertThat(held.scenario(1).name()).isEqualTo("squeeze, short");
        Path again = folder.resolve("again.csv");
        ScenarioFile.write(held, again);
        assertThat(Files.readString(again)).isEqualTo("scenario,A,B\ncrash,0.100000000,-0.250000000\n"
                + "\"squeeze, short\",1.500000000,0\n");
        assertThat(ScenarioFile.read(again).sha256()).isEqualTo(ScenarioFile.sha256(held));
        assertThatThrownBy(() -> file.source(List.of("A"), List.of("A")::contains)).hasMessageContaining("moves B, which");
        assertThatThrownBy(() -> file.source(List.of("C"), List.of("A", "B", "C")::contains))
                .hasMessageContaining("no column for C, which is held");
    }
}
