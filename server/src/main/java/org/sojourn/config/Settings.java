package org.sojourn.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Named settings from four places, the first that has a value wins: flags, environment, file, default.
 *
 * <p>The setting {@code database.url} is {@code SOJOURN_DATABASE_URL} in the environment.
 */
public final class Settings {
    private static final String ENVIRONMENT_PREFIX = "SOJOURN_";

    private record Source(String description, Map<String, String> values) {}

    private final List<Source> sources;

    private Settings(List<Source> sources) {
        this.sources = sources;
    }

    /** Settings from flags (by setting name, without dashes) and environment variables (all of the process's). */
    public static Settings of(Map<String, String> flags, Map<String, String> environment) {
        Map<String, String> named = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(ENVIRONMENT_PREFIX)) {
                named.put(variable.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return new Settings(List.of(new Source("flag --", Map.copyOf(flags)), new Source("environment", named)));
    }

    /**
     * These settings with those of a properties file behind them; an absent file adds nothing.
     *
     * @throws InvalidSettingException when the file cannot be read or has a name that is not among {@code known}
     */
    public Settings withFile(Path file, Set<String> known) {
        if (!Files.exists(file)) {
            return this;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingException(file + " cannot be read as a properties file: " + e.getMessage());
        }
        Map<String, String> values = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!known.contains(name)) {
                throw new InvalidSettingException("unknown setting '" + name + "' in " + file + "; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
            values.put(name, properties.getProperty(name).strip());
        }
        return new Settings(List.of(sources.get(0), sources.get(1), new Source(file.toString(), values)));
    }

    /** The value of a setting, empty when it is given nowhere. */
    public Optional<String> text(String name) {
        return find(name).map(Found::value);
    }

    /**
     * A whole number within bounds.
     *
     * @throws InvalidSettingException for anything else
     */
    public int number(String name, int fallback, int least, int most) {
        Optional<Found> found = find(name);
        if (found.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(found.get().value());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Not a number and out of bounds are one answer.
        }
        throw found.get().refuse("a whole number from " + least + " to " + most);
    }

    /**
     * A size in bytes, written as {@code 1048576}, {@code 1024k}, {@code 1m} or {@code 2g} (binary multiples).
     *
     * @throws InvalidSettingException for anything else
     */
    public long bytes(String name, long fallback) {
        Optional<Found> found = find(name);
        if (found.isEmpty()) {
            return fallback;
        }
        String text = found.get().value().toLowerCase(Locale.ROOT);
        int shift = switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> 0;
        };
        try {
            long number = Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1));
            if (number > 0 && number <= Long.MAX_VALUE >> shift) {
                return number << shift;
            }
        } catch (NumberFormatException e) {
            // Not a number and out of bounds are one answer.
        }
        throw found.get().refuse("a size such as 500000, 64m or 2g");
    }

    /**
     * Yes or no.
     *
     * @throws InvalidSettingException for anything but true or false
     */
    public boolean flag(String name) {
        Optional<Found> found = find(name);
        if (found.isEmpty()) {
            return false;
        }
        return switch (found.get().value().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw found.get().refuse("true or false");
        };
    }

    private record Found(String name, String value, String where) {
        InvalidSettingException refuse(String expected) {
            return new InvalidSettingException(name + " is '" + value + "' (" + where + "); expected " + expected);
        }
    }

    private Optional<Found> find(String name) {
        String inEnvironment = name.replace('.', '_').replace('-', '_');
        for (Source source : sources) {
            boolean environment = source.description().equals("environment");
            String value = source.values().get(environment ? inEnvironment : name);
            if (value != null) {
                String where = environment
                        ? "environment " + ENVIRONMENT_PREFIX + inEnvironment.toUpperCase(Locale.ROOT)
                        : source.description().endsWith("--") ? source.description() + name : source.description();
                return Optional.of(new Found(name, value, where));
            }
        }
        return Optional.empty();
    }
}
