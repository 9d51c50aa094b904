package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages about structures in a real browser. */
class DocsPagesTest {

    @TempDir
    private static Path data;

    private static DemoBrowser demo;

    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void startServerAndBrowser() {
        demo = new DemoBrowser(data);
    }

    @AfterAll
    static void stopThem() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void theFirstPageLeadsToThem() {
        try (Page page = open("")) {
            page.waitForSelector(".docs-link");
            page.locator(".docs-link").click();
            page.waitForURL(Pattern.compile(".*/docs/.*"));
            assertThat(page.locator(".cards li").count()).isGreaterThanOrEqualTo(12);
            shot(page, "index-en");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void aStructureSaysWhatItCountsAndHowATableMapsToIt() {
        try (Page page = open("docs/datastructure/MIG/DSD_MIG_PRM/1.0.0?lang=fr")) {
            assertThat(page.locator("h1").textContent()).contains("Titres de séjour");
            assertThat(page.locator("main").textContent())
                    .contains("Premiers titres de séjour d’un ministère", "M3T5", "nationalité", "obligatoire");
            assertThat(page.locator("main").textContent()).doesNotContain("mandatory");
            shot(page, "structure-fr");
        }
        try (Page page = open("docs/datastructure/MIG/DSD_MIG_STK/1.0.0?lang=en")) {
            assertThat(page.locator("main").textContent()).contains("A census table", "United Nations, 1998", "MIG010");
            shot(page, "structure-en");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void aMapSaysWhatBecomesWhatAndHowToRunIt() {
        try (Page page = open("docs/structuremap/MIG/SM_UNHCR_POP/1.0.0?lang=fr")) {
            assertThat(page.locator("main").textContent())
                    .contains("coo_iso", "COUNTERPART_AREA", "POP_TYPE = REF", "load --map SM_UNHCR_POP", "toujours");
            shot(page, "map-fr");
            page.locator("main a", new Page.LocatorOptions().setHasText("ISO alpha-3"))
                    .first()
                    .click();
            page.waitForURL(Pattern.compile(".*representationmap.*"));
            assertThat(page.locator("main").textContent()).contains("AUT", "Autriche");
            shot(page, "values-fr");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void aReportSaysWhatItIsAboutAndADataflowHasItsReports() {
        try (Page page = open("docs/dataflow/MIG/DF_ASY_DEC/1.0.0?lang=fr")) {
            page.locator("main a", new Page.LocatorOptions().setHasText("Décisions d’asile du HCR"))
                    .click();
            page.waitForURL(Pattern.compile(".*/docs/metadataset/MIG/Q_ASY_DEC_UNHCR/.*"));
            assertThat(page.locator("main").textContent())
                    .contains("113 929", "CC BY 4.0", "Provenance", "Traitement des données confidentielles")
                    .doesNotContain("<p>");
            assertThat(page.locator(".about").textContent()).contains("Décisions d’asile");
            shot(page, "report-fr");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void aSourceIsDescribedOnceForAllDataflowsThatItFeeds() {
        try (Page page = open("docs/dataflow/MIG/DF_ASY_DEC/1.0.0?lang=es")) {
            page.locator("main a", new Page.LocatorOptions().setHasText("Base de datos estadísticos de ACNUR"))
                    .click();
            page.waitForURL(Pattern.compile(".*/docs/metadataset/MIG/S_UNHCR_RPS/.*"));
            assertThat(page.locator(".about a").count()).isEqualTo(3);
            assertThat(page.locator("dl.report dt").allTextContents())
                    .doesNotHaveDuplicates()
                    .contains("Edición", "Sesgos y limitaciones conocidos");
            assertThat(page.locator("main").textContent())
                    .contains("Alto Comisionado", "444 de 113 929", "Registros de asilo");
            assertThat(page.locator("dl.report a", new Page.LocatorOptions().setHasText("Solicitudes de asilo"))
                            .getAttribute("href"))
                    .contains("dataflow/MIG/DF_ASY_APP");
            shot(page, "source-es");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void whatIsATreeIsShownAsOne() {
        try (Page page = open("docs/hierarchy/MIG/H_INCOME/1.0.0?lang=en")) {
            assertThat(page.locator("main").textContent()).contains("High income", "Namibia", "until 2020-06-30");
            shot(page, "hierarchy-en");
        }
        try (Page page = open("docs/metadatastructure/MIG/MSD_MIG_SOURCE/1.0.0?lang=fr")) {
            assertThat(page.locator("main").textContent()).contains("Base juridique", "CL_MATURITY");
        }
        try (Page page = open("docs/reportingtaxonomy/MIG/RT_MIG_PROFILE/1.0.0?lang=es")) {
            assertThat(page.locator("main").textContent()).contains("Economía y remesas");
            page.locator("main a", new Page.LocatorOptions().setHasText("Remesas"))
                    .first()
                    .click();
            page.waitForURL(Pattern.compile(".*/docs/dataflow/MIG/DF_REM/.*"));
            assertThat(page.locator("main").textContent()).contains("AMOUNT_BAND");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void codesAreFoundByWordsInAnyLanguage() {
        try (Page page = open("docs/codelist/MIG/CL_AREA/1.0.0?lang=fr")) {
            shot(page, "areas-fr");
            assertThat(page.locator("td[lang=ar][dir=auto]").first().textContent())
                    .isEqualTo("جميع المناطق");
            assertThat(page.locator("thead th").allTextContents()).contains("русский", "中文");
            page.locator("input[type=search]").fill("cote d");
            assertThat(page.locator("table.codes tbody tr:not([hidden])").allTextContents())
                    .anyMatch(row -> row.contains("Côte d’Ivoire"))
                    .hasSizeLessThan(5);
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void everyLinkOfEveryPageLeadsSomewhere() {
        Set<String> seen = new HashSet<>();
        List<String> ahead = new ArrayList<>(List.of(demo.uri() + "docs/?lang=es"));
        Pattern href = Pattern.compile("href=\"([^\"]+)\"");
        try (Page page = demo.blank()) {
            while (!ahead.isEmpty()) {
                String address = ahead.removeLast();
                if (!seen.add(address)) {
                    continue;
                }
                var answer = page.request().get(address);
                assertThat(answer.status()).as(address).isEqualTo(200);
                if (address.contains("/docs/")) {
                    href.matcher(answer.text())
                            .results()
                            .map(m -> java.net
                                    .URI
                                    .create(address)
                                    .resolve(m.group(1))
                                    .toString())
                            // A dataflow without data answers 404, as it should; what others have is not ours to try.
                            .filter(found -> found.startsWith(demo.uri())
                                    && !found.contains("?lang=")
                                    && !found.contains("/sdmx/v2/data/"))
                            .forEach(ahead::add);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(60);
    }

    @Test
    void anUnknownStructureIsNotFoundAndAKnownPageIsNotSentTwice() {
        try (Page page = demo.blank()) {
            assertThat(page.request()
                            .get(demo.uri() + "docs/codelist/MIG/CL_NONE/1.0.0")
                            .status())
                    .isEqualTo(404);
            String address = demo.uri() + "docs/rules?lang=en";
            var answer = page.request().get(address);
            assertThat(answer.text()).contains("MIG030");
            assertThat(page.request()
                            .get(
                                    address,
                                    com.microsoft.playwright.options.RequestOptions.create()
                                            .setHeader(
                                                    "If-None-Match",
                                                    answer.headers().get("etag")))
                            .status())
                    .isEqualTo(304);
        }
    }

    /** Kept where {@code sojourn.screenshots} names a folder, for people to look at. */
    private static void shot(Page page, String name) {
        String folder = System.getProperty("sojourn.screenshots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + "-top.png")));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, name + ".png"))
                    .setFullPage(true));
        }
    }

    private Page open(String address) {
        return demo.open(address, faults::add);
    }
}
