package org.sojourn.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeMarkupTest {

    @Test
    void keepsTextAndLinksToTheWeb() {
        assertThat(SafeMarkup.of("<p>a &amp; <b>b</b><br/><a href=\"https://un.org/?a=1&amp;b=2\">UN</a></p>"))
                .isEqualTo(
                        "<p>a &amp; <b>b</b><br><a href=\"https://un.org/?a=1&amp;b=2\" rel=\"noopener\">UN</a></p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<script>alert(1)</script><p>x</p> | <p>x</p>",
                "<SCRIPT>alert(1)</SCRIPT>y | y",
                "<p onclick='alert(1)' style='position:fixed'>x</p> | <p>x</p>",
                "<a href='javascript:alert(1)'>x</a> | x",
                "<a href=' https://un.org'>x</a> | x",
                "<img src='x' onerror='alert(1)'/>z | z",
                "<svg><script>1</script><p>in</p></svg>out | out",
                "<div><p>x</p></div> | <p>x</p>",
                "<p><![CDATA[<script>1</script>]]></p> | <p>&lt;script&gt;1&lt;/script&gt;</p>",
                "<a href='https://un.org\"onmouseover=alert(1)'>x</a> | <a href=\"https://un.org&quot;onmouseover=alert(1)\" rel=\"noopener\">x</a>"
            })
    void takesOutWhateverCouldActOrDisguise(String markup, String safe) {
        assertThat(SafeMarkup.of(markup)).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a < b | <p>a &lt; b</p>",
                "</x><script>1</script><x> | <p>&lt;/x&gt;&lt;script&gt;1&lt;/script&gt;&lt;x&gt;</p>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>&e;</p> | <p>&lt;!DOCTYPE a [&lt;!ENTITY e SYSTEM 'file:///etc/passwd'&gt;]&gt;&lt;p&gt;&amp;e;&lt;/p&gt;</p>"
            })
    void showsAsTextWhatIsNotWellFormed(String markup, String shown) {
        assertThat(SafeMarkup.of(markup)).isEqualTo(shown);
    }
}
