package org.sojourn.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
    @TempDir
    private Path data;

    @Test
    void defaultsListenOnThisMachineOnlyAndLetNobodyWriteWithoutCredentials() {
        ServerConfig config = ServerConfig.read(Map.of(), Map.of());
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.data()).isEqualTo(Path.of("sojourn-data").toAbsolutePath());
        assertThat(config.openWrites()).isEqualTo(OpenWrites.NOBODY);
        assertThat(config.demo()).isFalse();
        assertThat(config.maxBody()).isEqualTo(1L << 30);
        assertThat(config.database().url()).isEmpty();
        assertThat(config.database().user()).isEqualTo("sojourn");
        assertThat(config.database().pool()).isEqualTo(10);
    }

    @Test
    void flagsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Files.writeString(data.resolve("sojourn.properties"), "port=1001\nhost=127.0.0.2\nmax-body=1k\n");
        Map<String, String> environment = Map.of("SOJOURN_PORT", "1002", "SOJOURN_HOST", "127.0.0.3", "PORT", "9");
        ServerConfig config = ServerConfig.read(Map.of("port", "1003", "data", data.toString()), environment);
        assertThat(config.port()).isEqualTo(1003);
        assertThat(config.host()).isEqualTo("127.0.0.3");
        assertThat(config.maxBody()).isEqualTo(1024);
    }

    @Test
    void namesWithDotsAndDashesHaveAnEnvironmentVariable() {
        ServerConfig config = ServerConfig.read(
                Map.of(), Map.of("SOJOURN_DATABASE_URL", "jdbc:mariadb://db/sojourn", "SOJOURN_MAX_BODY", "2g"));
        assertThat(config.database().url()).contains("jdbc:mariadb://db/sojourn");
        assertThat(config.maxBody()).isEqualTo(2L << 30);
    }

    @Test
    void anOpenServerIsOpenToThisMachineOnlyUnlessAHostIsNamed() {
        assertThat(ServerConfig.read(Map.of("open", "true"), Map.of()).openWrites())
                .isEqualTo(OpenWrites.LOOPBACK);
        assertThat(ServerConfig.read(Map.of("open", "true", "host", "0.0.0.0"), Map.of())
                        .openWrites())
                .isEqualTo(OpenWrites.EVERYBODY);
        assertThat(ServerConfig.read(Map.of("host", "0.0.0.0"), Map.of()).openWrites())
                .isEqualTo(OpenWrites.NOBODY);
    }

    @ParameterizedTest
    @CsvSource({"500000,500000", "64m,67108864", "2G,2147483648", "3k,3072"})
    void sizesMayHaveAUnit(String text, long bytes) {
        assertThat(ServerConfig.read(Map.of("max-body", text), Map.of()).maxBody())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "0", "1t", "99999999999g", "1.5m"})
    void refusesASizeThatIsNone(String text) {
        assertThatThrownBy(() -> ServerConfig.read(Map.of("max-body", text), Map.of()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("max-body is '" + text + "' (flag --max-body); expected a size such as 500000, 64m or 2g");
    }

    @Test
    void saysWhichValueFromWhereIsWrong() {
        assertThatThrownBy(() -> ServerConfig.read(Map.of(), Map.of("SOJOURN_PORT", "70000")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("port is '70000' (environment SOJOURN_PORT); expected a whole number from 0 to 65535");
    }

    @Test
    void refusesAnUnknownNameInTheFileAndListsTheKnownOnes() throws IOException {
        Files.writeString(data.resolve("sojourn.properties"), "prot=1001\n");
        assertThatThrownBy(() -> ServerConfig.read(Map.of("data", data.toString()), Map.of()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContainingAll("'prot'", "sojourn.properties", "port");
    }

    @Test
    void neverPrintsThePasswordOfTheDatabase() {
        ServerConfig config = ServerConfig.read(Map.of(), Map.of("SOJOURN_DATABASE_PASSWORD", "s3cret"));
        assertThat(config.toString()).doesNotContain("s3cret");
        assertThat(config.database().password()).isEqualTo("s3cret");
    }
}
