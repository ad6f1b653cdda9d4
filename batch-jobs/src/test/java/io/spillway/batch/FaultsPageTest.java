package io.spillway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operators' page of faults names tests that exist, and leaves out none that a day can meet. */
class FaultsPageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|.*\\|([^|]*)\\|\\s*");
    private static final Pattern TEST = Pattern.compile("([A-Z]\\w+Test)\\.(\\w+)");
    private static final Map<Integer, String> TESTS_OF_FAULT = new TreeMap<>();
    private static final Map<String, String> SOURCES = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String line : Files.readAllLines(ROOT.resolve("docs/operating/faults.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                TESTS_OF_FAULT.put(Integer.valueOf(row.group(1)), row.group(2).strip());
            }
        }
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(f -> f.getFileName().toString().endsWith("Test.java")).toList()) {
                SOURCES.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
    }

    @Test
    void everyTestNamedExists() {
        List<String> missing = new ArrayList<>();
        TESTS_OF_FAULT.forEach((fault, tests) -> {
            Matcher test = TEST.matcher(tests);
            while (test.find()) {
                String source = SOURCES.getOrDefault(test.group(1), "");
                if (!isTest(source, test.group(2))) {
                    missing.add(fault + ": " + test.group());
                }
            }
        });
        assertThat(missing).isEmpty();
        assertThat(TESTS_OF_FAULT).as("the page was read").hasSizeGreaterThan(30);
    }

    /** A method whose annotations, which stand since the last empty line, make it a test. */
    private static boolean isTest(String source, String method) {
        int at = source.indexOf("void " + method + "(");
        return at >= 0 && source.substring(source.lastIndexOf("\n\n", at), at).contains("Test");
    }

    @Test
    void everyFaultThatTheDayMustMeetHasATest() {
        Set<Integer> required = IntStream.concat(IntStream.rangeClosed(1, 52), IntStream.rangeClosed(56, 58)).boxed()
                .collect(Collectors.toSet());
        Set<Integer> tested = TESTS_OF_FAULT.entrySet().stream().filter(e -> TEST.matcher(e.getValue()).find())
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        assertThat(tested).as("every fault that a house on the command line can meet").containsAll(required);
    }
}
