package io.spillway.waterfall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The same product by the JDK's Vector API, which the build must not need: its source is a resource, compiled when the
 * benchmark runs in a JVM that was started with the module.
 */
final class VectorYardstick {

    static final String NAME = "yardstick: JDK Vector API";
    private static final String MODULE = "jdk.incubator.vector";

    private VectorYardstick() {
    }

    static boolean isThere() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** The loop over these weights: takes lines, fills gains. */
    @SuppressWarnings("unchecked")
    static BiConsumer<double[][], double[][]> of(double[][] weights) {
        try (InputStream source = VectorYardstick.class.getResourceAsStream("/bench/VectorLoop.java.txt")) {
            Path folder = Files.createTempDirectory("vector-loop");
            Path file = Files.write(folder.resolve("VectorLoop.java"), source.readAllBytes());
            compile(file, folder);
            URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
            return (BiConsumer<double[][], double[][]>) loader.loadClass("VectorLoop").getConstructor(double[][].class)
                    .newInstance((Object) weights);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("the yardstick cannot be made", e);
        }
    }

    private static void compile(Path file, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean isDone = compiler.getTask(said, files, null, List.of("--add-modules", MODULE, "-d", folder.toString()),
                    null, files.getJavaFileObjects(file)).call();
            if (!isDone) {
                throw new IllegalStateException("the yardstick does not compile: " + said);
            }
        }
    }
}
