package io.spillway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The source tree itself: what stands at the top, how long files are, and what no file may contain. */
class TidySourcesTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> VISIBLE = Set.of("pom.xml", "README.md", "LICENSE", "mvnw", "mvnw.cmd",
            "batch-jobs", "domain", "waterfall", "reports", "config", "docs");
    /** Made by building and running; git does not keep them. */
    private static final Set<String> MADE = Set.of("target", "out", "data");
    private static final Set<String> TEXT = Set.of("java", "xml", "yml", "yaml", "md", "sql", "properties", "csv",
            "html", "css", "js", "sh");
    private static final int LONGEST_MAIN_LINES = 400;
    private static final int LONGEST_TEST_LINES = 450;
    private static final int LONGEST_MAIN_CHARACTERS = 150;

    @Test
    void theTopShowsTheModulesAndNothingElse() throws IOException {
        try (Stream<Path> entries = Files.list(TOP)) {
            assertThat(entries.map(p -> p.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !MADE.contains(name) && !name.endsWith(".iml")))
                    .isSubsetOf(VISIBLE).contains("pom.xml", "LICENSE", "batch-jobs", "domain", "waterfall", "reports",
                            "config");
        }
    }

    @Test
    void everySourceFileIsTidy() throws IOException {
        List<String> problems = new ArrayList<>();
        List<Path> files = sources();
        files.forEach(file -> problems.addAll(problemsOf(TOP.relativize(file).toString().replace('\\', '/'),
                read(file))));
        assertThat(problems).isEmpty();
        assertThat(files.stream().filter(f -> f.toString().endsWith(".java")).count()).isGreaterThan(300);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(TOP)) {
            return all.filter(p -> Files.isRegularFile(p) && TEXT.contains(extension(p)) && !isMade(TOP.relativize(p)))
                    .sorted().toList();
        }
    }

    private static boolean isMade(Path relative) {
        for (Path part : relative) {
            if (MADE.contains(part.toString()) || part.toString().equals(".git")) {
                return true;
            }
        }
        return false;
    }

    private static String extension(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<String> problemsOf(String name, String text) {
        List<String> problems = new ArrayList<>();
        List<String> words = List.of("TO" + "DO", "FIX" + "ME", "/wo" + "rk/", "../sha" + "red");
        words.stream().filter(text::contains).forEach(word -> problems.add(name + ": contains " + word));
        boolean isTest = name.contains("src/test/");
        if (isTest && text.contains("Thread.sle" + "ep(")) {
            problems.add(name + ": a test sleeps");
        }
        if (text.indexOf('\r') >= 0) {
            problems.add(name + ": lines end with CR");
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            problems.add(name + ": no end of line at the end");
        }
        List<String> lines = text.lines().toList();
        if (name.endsWith(".java") && lines.size() > (isTest ? LONGEST_TEST_LINES : LONGEST_MAIN_LINES)) {
            problems.add(name + ": " + lines.size() + " lines");
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.indexOf('\t') >= 0) {
                problems.add(name + ":" + (i + 1) + ": a tab");
            }
            if (!line.equals(line.stripTrailing()) && !name.endsWith(".md")) {
                problems.add(name + ":" + (i + 1) + ": blanks at the end");
            }
            if (name.endsWith(".java") && !isTest && line.length() > LONGEST_MAIN_CHARACTERS) {
                problems.add(name + ":" + (i + 1) + ": " + line.length() + " characters");
            }
        }
        return problems;
    }

    @Test
    void eachProblemIsNoticed() {
        assertThat(problemsOf("a/src/main/A.java", "class A {\n}\n")).isEmpty();
        assertThat(problemsOf("A.java", "class A {\r\n}\r\n")).containsExactly("A.java: lines end with CR");
        assertThat(problemsOf("A.java", "class A {}")).containsExactly("A.java: no end of line at the end");
        assertThat(problemsOf("A.java", "\tclass A { \n")).containsExactly("A.java:1: a tab",
                "A.java:1: blanks at the end");
        assertThat(problemsOf("A.java", "x\n".repeat(400))).isEmpty();
        assertThat(problemsOf("A.java", "x\n".repeat(401))).containsExactly("A.java: 401 lines");
        assertThat(problemsOf("src/test/A.java", "x\n".repeat(451))).hasSize(1);
        assertThat(problemsOf("A.java", "x".repeat(151) + "\n")).containsExactly("A.java:1: 151 characters");
        assertThat(problemsOf("src/test/A.java", "Thread.sle" + "ep(1);\n")).hasSize(1);
        assertThat(problemsOf("A.md", "TO" + "DO, FIX" + "ME\n")).hasSize(2);
    }
}
