import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies the format of all Java files under the given folders.
 *
 * <p>A program of its own because the formatter reads Java with the compiler of the JVM that runs it: inside Maven on
 * Java 17 it cannot read the Java 21 that this project is written in.
 */
public final class Format {
    private Format() {}

    /** First argument {@code check} or {@code apply}, then folders; absent folders are passed over. */
    public static void main(String[] arguments) throws IOException {
        boolean apply = arguments[0].equals("apply");
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        int wrong = 0;
        for (String folder : List.of(arguments).subList(1, arguments.length)) {
            for (Path file : sources(Path.of(folder))) {
                String text = Files.readString(file);
                String formatted;
                try {
                    formatted = formatter.formatSource(RemoveUnusedImports.removeUnusedImports(text));
                } catch (FormatterException e) {
                    System.err.println(file + " cannot be read: " + e.getMessage());
                    wrong++;
                    continue;
                }
                if (formatted.equals(text)) {
                    continue;
                }
                if (apply) {
                    Files.writeString(file, formatted);
                    System.out.println("formatted " + file);
                } else {
                    System.err.println(file + " is not formatted");
                    wrong++;
                }
            }
        }
        if (wrong > 0) {
            System.err.println("Format with: mvn -q -N process-sources -Dformat");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
