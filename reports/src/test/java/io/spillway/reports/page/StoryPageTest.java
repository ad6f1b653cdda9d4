package io.spillway.reports.page;
import org.junit.jupiter.api.Test;
class StoryPageTest {
    @Test void x() throws Exception {
        java.nio.file.Files.writeString(java.nio.file.Path.of("target/story.html"), StoryPage.render(Stories.crash()));
    }
}
