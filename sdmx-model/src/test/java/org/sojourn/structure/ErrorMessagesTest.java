package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;

class ErrorMessagesTest {
    private static final MessageHeader HEADER = MessageHeader.of("ERR_1", "2026-01-01T00:00:00Z", "SOJOURN");
    private static final List<ErrorMessage> ERRORS = List.of(
            ErrorMessage.of(new SdmxException(SdmxException.Kind.SYNTAX, "line 3, column 5: <x> & \"y\"")),
            new ErrorMessage(150, "", "unknown dataflow"));

    private static byte[] write(List<ErrorMessage> errors, StructureFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ErrorMessages.write(errors, HEADER, format, out);
        return out.toByteArray();
    }

    private static List<ErrorMessage> read(byte[] bytes) throws IOException {
        return ErrorMessages.read(new ByteArrayInputStream(bytes));
    }

    @ParameterizedTest
    @EnumSource(names = "JSON.*", mode = EnumSource.Mode.MATCH_ALL)
    void keepsTitleAndDetailInJson(StructureFormat format) throws IOException {
        assertThat(read(write(ERRORS, format))).isEqualTo(ERRORS);
    }

    @ParameterizedTest
    @EnumSource(names = "ML.*", mode = EnumSource.Mode.MATCH_ALL)
    void joinsTitleAndDetailInXml(StructureFormat format) throws IOException {
        assertThat(read(write(ERRORS, format)))
                .containsExactly(
                        new ErrorMessage(140, "", "Syntax error: line 3, column 5: <x> & \"y\""),
                        new ErrorMessage(150, "", "unknown dataflow"));
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatTheOfficialSchemaFindsValid(StructureFormat format) throws IOException {
        assertThat(OfficialSchemas.errors(format, write(ERRORS, format))).isEmpty();
    }

    @Test
    void refusesAnotherMessageAndNamesIt() {
        byte[] structure = "<Structure xmlns='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message'/>"
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(structure))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("'Structure', not an 'Error'");
        assertThatThrownBy(() -> read("{\"data\":{}}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("errors");
    }

    @Test
    void readsACodeThatIsNoNumberAsAServerError() throws IOException {
        String other = "<Error xmlns='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message'"
                + " xmlns:c='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common'>"
                + "<ErrorMessage code='oops'><c:Text>Sorry</c:Text><c:Text xml:lang='fr'>Pardon</c:Text></ErrorMessage></Error>";
        assertThat(read(other.getBytes(StandardCharsets.UTF_8))).containsExactly(new ErrorMessage(500, "", "Sorry"));
    }
}
