package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.tests.Client.Answer;

/** Whoever reads while loads run sees each data set as it was after one of them, never between two. */
class ConcurrentLoadsTest {
    private static final String HEADER = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,AREA,TIME_PERIOD,OBS_VALUE,STATUS,NOTE\n";

    @TempDir
    private Path folder;

    @Test
    void showsEachAnswerAsOfOneTransaction() throws Exception {
        readWhileLoadsRun(20, 6, 400);
    }

    @Tag("slow")
    @Test
    void showsTwoHundredReadersEachAnswerAsOfOneTransaction() throws Exception {
        readWhileLoadsRun(200, 20, 5_000);
    }

    /**
     * Each of three loaders writes its own areas, all with the number of the load; in an answer, all of a loader's areas must
     * therefore have one number, and what one reader sees of a loader never goes back.
     */
    private void readWhileLoadsRun(int readers, int rounds, int areas) throws Exception {
        int loaders = 3;
        try (Sojourn server = Sojourn.start(
                        ServerConfig.read(Map.of("port", "0", "data", folder.toString(), "open", "true"), Map.of()));
                Client client = new Client(server.uri());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Loads.sendStructures(client);
            for (int loader = 0; loader < loaders; loader++) {
                assertThat(load(client, loader, 0, areas).status()).isEqualTo(200);
            }
            AtomicInteger loading = new AtomicInteger(loaders);
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int loader = 0; loader < loaders; loader++) {
                int number = loader;
                tasks.add(() -> {
                    try {
                        for (int round = 1; round <= rounds; round++) {
                            Answer answer = load(client, number, round, areas);
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                        }
                        return rounds;
                    } finally {
                        loading.decrementAndGet();
                    }
                });
            }
            for (int reader = 0; reader < readers; reader++) {
                tasks.add(() -> read(client, loading, loaders, areas));
            }
            int answers = 0;
            for (Future<Integer> count : threads.invokeAll(tasks).subList(loaders, tasks.size())) {
                answers += count.get();
            }
            assertThat(answers).isGreaterThanOrEqualTo(readers);
            Answer last = client.get("/sdmx/v1/data/DF_A", Loads.CSV);
            assertThat(seen(last.body(), loaders, areas)).containsOnly(rounds);
        }
    }

    private static Answer load(Client client, int loader, int round, int areas) throws Exception {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int area = 0; area < areas; area++) {
            rows.append("dataflow,CRASH:DF_A(1.0.0),M,A,L" + loader + "_" + area + ",2000," + round + ",,\n");
        }
        return client.post("/sdmx/v2/data", Loads.UPLOAD_TYPE, rows.toString());
    }

    /** Reads until no load runs any more; gives the number of answers. */
    private static int read(Client client, AtomicInteger loading, int loaders, int areas) throws Exception {
        int answers = 0;
        int[] before = new int[loaders];
        boolean last;
        do {
            last = loading.get() == 0;
            Answer answer = client.get("/sdmx/v1/data/DF_A", Loads.CSV);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            int[] now = seen(answer.body(), loaders, areas);
            for (int loader = 0; loader < loaders; loader++) {
                assertThat(now[loader]).as("what was seen once stays").isGreaterThanOrEqualTo(before[loader]);
            }
            before = now;
            answers++;
        } while (!last);
        return answers;
    }

    /** The round of each loader, which all of its areas have in one answer. */
    private static int[] seen(String csv, int loaders, int areas) {
        List<Set<String>> values = new ArrayList<>();
        int[] counts = new int[loaders];
        for (int loader = 0; loader < loaders; loader++) {
            values.add(new HashSet<>());
        }
        for (String line : csv.lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            int loader = cells[2].charAt(1) - '0';
            values.get(loader).add(cells[4]);
            counts[loader]++;
        }
        int[] rounds = new int[loaders];
        for (int loader = 0; loader < loaders; loader++) {
            assertThat(counts[loader]).as("areas of a loader").isEqualTo(areas);
            assertThat(values.get(loader)).as("an answer of one transaction").hasSize(1);
            rounds[loader] = Integer.parseInt(values.get(loader).iterator().next());
        }
        return rounds;
    }
}
