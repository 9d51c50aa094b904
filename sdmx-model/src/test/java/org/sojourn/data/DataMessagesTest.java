package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.format.DataFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;

class DataMessagesTest {

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void findsTheFormatOfWhatItWroteByItsContent(DataFormat format) throws IOException {
        DataSource source = new RandomData(List.of(Fixtures.TIME_SERIES), 7, "TIME_PERIOD");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.transferTo(DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
        byte[] marked = concat(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, out.toByteArray());
        for (byte[] message : List.of(out.toByteArray(), marked)) {
            Problems problems = new Problems();
            CanonicalData back = CanonicalData.of(DataMessages.reader(
                    new ByteArrayInputStream(message), Optional.of(format), Fixtures.LOOKUP, problems));
            assertThat(back.observations())
                    .isEqualTo(CanonicalData.of(source).observations())
                    .isPositive();
            assertThat(problems.list()).isEmpty();
        }
    }

    @Test
    void readsWhatTheContentIsAndSaysThatTheHintIsWrong() throws IOException {
        Problems problems = new Problems();
        CanonicalData data = CanonicalData.of(read("DATAFLOW,FREQ\n", Optional.of(DataFormat.JSON_2_1), problems));
        assertThat(data.observations()).isZero();
        assertThat(problems.list())
                .singleElement()
                .hasToString("warning: the message is called sdmx-json-2.1 but is CSV by its first character;"
                        + " it is read as that [wrong-format]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\t ", "PK\u0003\u0004", "no SDMX at all", "%PDF-1.7"})
    void refusesWhatIsNoDataMessage(String text) {
        assertThatThrownBy(() -> read(text, Optional.empty(), new Problems()).transferTo(new CanonicalData()))
                .isInstanceOfSatisfying(
                        SdmxException.class, e -> assertThat(e.kind()).isEqualTo(SdmxException.Kind.SYNTAX))
                .hasMessageContaining("expected");
    }

    private static DataSource read(String text, Optional<DataFormat> hint, Problems problems) throws IOException {
        return DataMessages.reader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), hint, Fixtures.LOOKUP, problems);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] all = new byte[a.length + b.length];
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
