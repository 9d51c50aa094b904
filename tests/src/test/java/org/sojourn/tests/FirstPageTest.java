package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first page in a real browser, over the demonstration data. */
class FirstPageTest {

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
    void showsWhatTheServerHoldsAsWordsTableAndChart() {
        try (Page page = open("?lang=en")) {
            assertThat(page.locator("#totals").textContent()).contains("26", "dataflows");
            assertThat(page.locator("#flows button").first().textContent())
                    .contains("Bilateral migrant stock", "257,673", "33,090");
            assertThat(page.locator("#waiting-title").textContent()).contains("18 more dataflows");
            assertThat(page.locator("#table thead th").allTextContents()).contains("1990", "2024");
            assertThat(page.locator("#chart svg path").count()).isGreaterThan(8);
            assertThat(page.locator("#source").textContent()).contains("UN DESA", "CC BY 3.0 IGO");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void saysBesideTheFiguresWhereTheyComeFromAndHowGoodTheyAre() {
        try (Page page = open("?lang=en")) {
            page.waitForSelector("#quality-facts dd");
            assertThat(page.locator("#quality").textContent())
                    .contains("Migrant stocks of UN DESA", "estimates, not counts", "CC BY 3.0 IGO", "233 countries");
            assertThat(page.locator("#statuses").textContent()).contains("Estimated");
            assertThat(page.locator("#flows .sources").count()).isEqualTo(8);
            page.locator("#flows button", new Page.LocatorOptions().setHasText("Immigration"))
                    .click();
            page.waitForFunction("document.querySelector('#quality').textContent.includes('Eurostat')");
            page.waitForFunction("document.querySelector('#quality-facts').textContent.includes('twelve months')");
            page.locator("#quality-more").click();
            page.waitForURL(java.util.regex.Pattern.compile(".*/docs/metadataset/MIG/Q_FLW_ESTAT/.*"));
            assertThat(page.locator("main").textContent()).contains("0.576", "a-wis/MigMod", "Immigration");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void showsStepsOfUnlikeLengthAsSuch() {
        try (Page page = open("?lang=en")) {
            page.waitForSelector("#chart svg text");
            // 1990, 1995 ... 2020, 2024: the last step is four fifths of the others.
            Object ratio = page.evaluate("() => { const at = (y) => [...document.querySelectorAll('#chart svg text')]"
                    + ".find((t) => t.textContent === y).getBoundingClientRect(); const x = (y) => at(y).x + at(y).width / 2;"
                    + " return (x('2024') - x('2020')) / (x('2020') - x('2015')); }");
            assertThat(((Number) ratio).doubleValue()).isBetween(0.75, 0.85);
        }
    }

    @Test
    void fitsATelephone() {
        try (Page page = demo.openNarrow("?lang=fr", faults::add)) {
            page.waitForSelector("#table tbody tr");
            page.waitForSelector("#quality-facts dd");
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isTrue();
            assertThat(((Number) page.evaluate("document.querySelector('#chart').clientHeight")).intValue())
                    .isGreaterThan(300);
            look(page, "narrow");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void everyCallThatItShowsAnswers() {
        try (Page page = open("?lang=en")) {
            List<String> links = page.locator("#calls a").all().stream()
                    .map(link -> link.getAttribute("href"))
                    .toList();
            assertThat(links).hasSize(6);
            for (String link : links) {
                assertThat(page.request().get(link).status()).as(link).isEqualTo(200);
            }
        }
    }

    @Test
    void speaksFrenchAndKeepsTheChoice() {
        try (Page page = open("?lang=en")) {
            page.locator("#languages button", new Page.LocatorOptions().setHasText("FR"))
                    .click();
            page.waitForFunction("document.querySelector('#view-title').textContent.startsWith('Stock')");
            page.waitForFunction("document.querySelector('#table tbody').textContent.includes('Toutes les zones')");
            assertThat(page.locator("h1").textContent()).contains("statistiques migratoires");
            assertThat(page.url()).contains("lang=fr");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void anotherDestinationBringsOtherFigures() {
        try (Page page = open("?lang=en")) {
            String before = page.locator("#table tbody tr").first().textContent();
            page.locator("#filters label:not(.compare):has-text('Reference area') select")
                    .selectOption("FR");
            page.waitForFunction("before => document.querySelector('#table tbody tr').textContent !== before", before);
            assertThat(page.locator("#table tbody").textContent()).contains("Algeria");
            page.locator("#tab-rank").click();
            page.waitForFunction("document.querySelector('#chart svg').textContent.includes('Algeria')");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void searchesWithSuggestionsAndNarrows() {
        try (Page page = open("?lang=en")) {
            look(page, "first");
            page.locator("#search-words").pressSequentially("migrant st");
            page.waitForSelector("#suggestions li");
            assertThat(page.locator("#suggestions li").first().textContent()).contains("migrant stock");
            look(page, "suggestions");
            page.locator("#search-words").fill("migrnat stock");
            page.locator("#search-words").press("Enter");
            page.waitForSelector("#hits li");
            assertThat(page.locator("#hits li").first().textContent())
                    .contains("Bilateral migrant stock", "Dataflow", "257,673");
            look(page, "results");
            int before = page.locator("#hits li").count();
            page.locator("#facets label:has-text('Data structure') input").check();
            page.waitForFunction("before => document.querySelectorAll('#hits li').length !== before", before);
            assertThat(page.locator("#hits .kind").allTextContents()).containsOnly("Data structure");
            page.locator("#search-words").fill("francia");
            page.locator("#search-words").press("Enter");
            page.waitForFunction("document.querySelector('#results-title').textContent.includes('francia')");
            assertThat(page.locator("#hits").textContent()).contains("France", "CL_AREA");
            assertThat(page.url()).contains("q=francia");
            page.locator("#search-words").fill("");
            page.waitForFunction("document.querySelector('#results').hidden");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void opensTheDataOfADataflowThatWasFound() {
        try (Page page = open("?lang=fr&q=stock")) {
            page.waitForSelector("#hits li");
            page.locator("#hits a").first().click();
            page.waitForSelector("#table tbody tr");
            assertThat(page.url()).contains("lang=fr").doesNotContain("docs/");
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void describesTheApiAndLetsPeopleTryIt() {
        try (Page page = demo.blank()) {
            page.onPageError(faults::add);
            page.navigate(demo.uri() + "openapi.html#getStructureV2");
            page.waitForSelector("#getStructureV2[open] button");
            assertThat(page.locator("details.operation").count()).isGreaterThan(15);
            page.locator("#getStructureV2 button").click();
            page.waitForFunction("document.querySelector('#getStructureV2 pre').textContent.startsWith('200 ')");
            assertThat(page.locator("#getStructureV2 pre").textContent()).contains("CL_AREA", "France");
            assertThat(faults).isEmpty();
            look(page, "api");
        }
    }

    /** Leaves a picture for people where one is asked for. */
    private static void look(Page page, String name) {
        String folder = System.getenv("SOJOURN_PICTURES");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }

    private Page open(String query) {
        Page page = demo.open(query, faults::add);
        page.waitForSelector("#table tbody tr");
        return page;
    }
}
