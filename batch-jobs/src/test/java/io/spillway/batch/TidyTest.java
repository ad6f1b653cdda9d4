package io.spillway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house is kept tidy: what lies where, and how long and how written a file may be. */
class TidyTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> MADE_BY_RUNS = Set.of("target", "out", "data", ".git");
    private static final int LONGEST_TYPE_LINES = 400;
    private static final int LONGEST_LINE = 150;

    private static List<Path> sources;

    @BeforeAll
    static void list() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.filter(Files::isRegularFile).filter(TidyTest::isOurs)
                    .filter(f -> f.toString().matches(".*\\.(java|sql|yml|md|xml)")).toList();
        }
        assertThat(sources).hasSizeGreaterThan(300);
    }

    private static boolean isOurs(Path file) {
        for (Path part : ROOT.relativize(file)) {
            if (part.toString().equals("target") || part.toString().equals(".git")) {
                return false;
            }
        }
        return !MADE_BY_RUNS.contains(ROOT.relativize(file).getName(0).toString());
    }

    @Test
    void theTopLevelHoldsWhatItIsMeantToAndNothingElse() throws IOException {
        try (Stream<Path> entries = Files.list(ROOT)) {
            Set<String> visible = entries.map(e -> e.getFileName().toString()).filter(name -> !name.startsWith("."))
                    .filter(name -> !MADE_BY_RUNS.contains(name)).collect(Collectors.toSet());
            assertThat(visible).containsExactlyInAnyOrder("pom.xml", "README.md", "LICENSE", "mvnw", "mvnw.cmd",
                    "batch-jobs", "domain", "waterfall", "reports", "config", "docs");
        }
    }

    @Test
    void noTypeIsLongerThanAReaderCanHold() {
        assertThat(sources).filteredOn(f -> f.toString().contains("/src/main/java/"))
                .allSatisfy(f -> assertThat(lines(f)).as(f.toString()).hasSizeLessThanOrEqualTo(LONGEST_TYPE_LINES)
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(LONGEST_LINE)));
    }

    @Test
    void nothingIsLeftForLaterAndLinesEndAlike() {
        String later = "TO" + "DO";
        String broken = "FIX" + "ME";
        assertThat(sources).allSatisfy(f -> assertThat(text(f)).as(f.toString())
                .doesNotContain(later + ":", later + " ", broken, "\r", "\t"));
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
