package org.sojourn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.sojourn.cli.file.Reasons;
import org.sojourn.config.InvalidSettingException;
import org.sojourn.config.SojournVersion;
import org.sojourn.model.SdmxException;
import org.sojourn.rest.CannotListenException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sojourn}: the one command whose subcommands do everything. */
@Command(
        name = "sojourn",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "An SDMX server for migration statistics.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Serve.class,
            Convert.class,
            Validate.class,
            Load.class,
            Backup.class,
            Restore.class,
            User.class,
            RebuildIndex.class
        })
public final class Main implements Runnable {
    /** The exit code of success. */
    public static final int OK = 0;

    /** The exit code of a command that could not do what it was asked. */
    public static final int FAILED = 1;

    /** The exit code of a command line or a setting that cannot be used. */
    public static final int MISUSED = 2;

    private static final String SERVE = "serve";
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Main.class);

    @Spec
    private CommandSpec spec;

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        if (!List.of(arguments).contains(SERVE) && LoggerFactory.getLogger("org.sojourn") instanceof Logger log) {
            log.setLevel(Level.WARN); // a command says itself what it did
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs one command line and returns its exit code: 0 done, 1 failed, 2 misused. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, given) -> misused(e, err))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err))
                .execute(arguments);
    }

    /** Without a subcommand: the usage, as a mistake. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int misused(ParameterException e, PrintWriter err) {
        CommandLine command = e.getCommandLine();
        err.println("sojourn: " + lowerFirst(e.getMessage()));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return MISUSED;
    }

    private static int failed(Exception e, PrintWriter err) {
        int code = switch (e) {
            case InvalidSettingException setting -> say(err, setting.getMessage(), MISUSED);
            case CannotListenException address -> say(err, address.getMessage(), FAILED);
            case CommandFailure failure -> say(err, failure.getMessage(), failure.code());
            case SdmxException refused -> say(err, refused.detail(), FAILED);
            case IOException io -> say(err, Reasons.of(io), FAILED);
            case UncheckedIOException io -> say(err, Reasons.of(io), FAILED);
            default -> {
                // A fault of the program, not of its use: the trace is what its makers need.
                LOG.error("unexpected fault", e);
                yield say(err, "something went wrong inside Sojourn; the lines above say where", FAILED);
            }
        };
        err.flush();
        return code;
    }

    private static int say(PrintWriter err, @Nullable String sentence, int code) {
        err.println("sojourn: " + sentence);
        return code;
    }

    private static String lowerFirst(@Nullable String text) {
        return text == null || text.isEmpty()
                ? "the command line cannot be used"
                : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** Prints the build's version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sojourn " + SojournVersion.text()};
        }
    }
}
