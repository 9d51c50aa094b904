package org.sojourn.tests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.testing.Programs;

/** A server with the demonstration data, and a real browser that looks at its pages. */
final class DemoBrowser implements AutoCloseable {

    private final Sojourn sojourn;
    private final Playwright playwright;
    private final Browser browser;

    /**
     * Starts both; the test is skipped where there is no Chromium.
     *
     * @param data an empty directory
     */
    DemoBrowser(Path data) {
        Path chromium = Programs.find("chromium", "chromium-browser", "google-chrome")
                .orElseThrow(() -> Programs.missing("Chromium (Debian: apt install chromium)"));
        sojourn = Sojourn.start(
                ServerConfig.read(Map.of("port", "0", "data", data.toString(), "demo", "true"), Map.of()));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** The address of the first page, with a slash at its end. */
    String uri() {
        return String.valueOf(sojourn.uri());
    }

    /** A page that shows nothing yet. */
    Page blank() {
        return browser.newPage();
    }

    /**
     * Opens a page.
     *
     * @param address below the first page
     * @param faults takes what goes wrong in the page
     */
    Page open(String address, Consumer<String> faults) {
        return open(browser.newPage(), address, faults);
    }

    /** As {@link #open}, in a window as wide as a telephone. */
    Page openNarrow(String address, Consumer<String> faults) {
        return open(browser.newPage(new Browser.NewPageOptions().setViewportSize(390, 840)), address, faults);
    }

    private Page open(Page page, String address, Consumer<String> faults) {
        page.onPageError(faults);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.accept(message.text());
            }
        });
        page.navigate(uri() + address);
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        sojourn.close();
    }
}
