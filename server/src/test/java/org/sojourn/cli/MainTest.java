package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void aPortInUseIsOneSentenceAndExitCodeOne() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int code = run("serve", "--port", String.valueOf(taken.getLocalPort()), "--data", data.toString());
            assertThat(code).isEqualTo(1);
            assertThat(err.toString())
                    .isEqualToNormalizingNewlines("sojourn: port " + taken.getLocalPort()
                            + " on 127.0.0.1 is in use by another program;"
                            + " give another one with --port, or --port 0 for any\n");
        }
        // The failed start let go of the directory.
        org.sojourn.config.DataDirectory.open(data).close();
    }

    @Test
    void anUnusableValueIsOneSentenceAndExitCodeTwo() {
        assertThat(run("serve", "--port", "many")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("sojourn: port is 'many' (flag --port); expected a whole number from 0 to 65535");
    }

    @Test
    void aMisspeltCommandIsAnsweredByTheNearestOne() {
        assertThat(run("serv")).isEqualTo(2);
        assertThat(err.toString()).contains("'serv'", "sojourn serve");
    }

    @Test
    void anUnknownOptionPointsToTheHelp() {
        assertThat(run("serve", "--nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("--nonsense", "sojourn serve --help");
    }

    @Test
    void theCommandAloneAsksForASubcommand() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing");
    }

    @Test
    void helpAndVersionSucceed() {
        assertThat(run("--help")).isZero();
        assertThat(run("serve", "--help")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("serve", "--port", "sojourn 0.");
        assertThat(err.toString()).isEmpty();
    }
}
