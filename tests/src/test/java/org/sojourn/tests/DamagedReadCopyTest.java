package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.tests.Client.Answer;

/** Whatever happens to the folder of the read copy: a server notices, makes it anew and answers the same. */
class DamagedReadCopyTest {
    private static final Loads LOADS = new Loads();

    /** A data directory, never opened again, and what it answered. */
    @TempDir
    private static Path original;

    private static Set<Answer> answers;

    /** Another one, with other data in the same data sets. */
    @TempDir
    private static Path other;

    @TempDir
    private Path folder;

    private enum Damage {
        DELETED {
            @Override
            void to(Path index) throws IOException {
                Folders.delete(index);
            }
        },
        EMPTIED {
            @Override
            void to(Path index) throws IOException {
                for (Path file : Folders.files(index)) {
                    Files.delete(file);
                }
            }
        },
        OF_ANOTHER_DATABASE {
            @Override
            void to(Path index) throws IOException {
                Folders.delete(index);
                Folders.copy(other.resolve("index"), index);
            }
        },
        TRUNCATED {
            @Override
            void to(Path index) throws IOException {
                for (Path file : Folders.files(index)) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(channel.size() / 2);
                    }
                }
            }
        },
        WITHOUT_ITS_LAST_BYTE {
            @Override
            void to(Path index) throws IOException {
                for (Path file : Folders.files(index)) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(Math.max(0, channel.size() - 1));
                    }
                }
            }
        },
        WITH_ONE_WRONG_BYTE_IN_EACH_FILE {
            @Override
            void to(Path index) throws IOException {
                for (Path file : Folders.files(index)) {
                    byte[] bytes = Files.readAllBytes(file);
                    if (bytes.length > 0) {
                        bytes[bytes.length / 2] ^= 0x55;
                        Files.write(file, bytes);
                    }
                }
            }
        },
        GARBAGE {
            @Override
            void to(Path index) throws IOException {
                Random random = new Random(7);
                for (Path file : Folders.files(index)) {
                    byte[] bytes = new byte[(int) Files.size(file)];
                    random.nextBytes(bytes);
                    Files.write(file, bytes);
                }
            }
        },
        WITHOUT_SOME_FILES {
            @Override
            void to(Path index) throws IOException {
                int number = 0;
                for (Path file : Folders.files(index)) {
                    if (number++ % 3 == 0) {
                        Files.delete(file);
                    }
                }
            }
        },
        A_FILE_IN_PLACE_OF_THE_FOLDER_OF_A_DATA_SET {
            @Override
            void to(Path index) throws IOException {
                for (Path file : Folders.files(index)) {
                    Path dataset = index.resolve(index.relativize(file).getName(0));
                    if (Files.isDirectory(dataset)) {
                        Folders.delete(dataset);
                        Files.writeString(dataset, "not a folder");
                    }
                }
            }
        },
        WITH_STRANGERS_IN_IT {
            @Override
            void to(Path index) throws IOException {
                Files.writeString(index.resolve("stray"), "what is this?");
                Files.createDirectories(index.resolve("MIG_DF_GONE_1-0/public/1"));
            }
        };

        abstract void to(Path index) throws IOException;
    }

    private static Sojourn start(Path data) {
        return Sojourn.start(ServerConfig.read(Map.of("port", "0", "data", data.toString(), "open", "true"), Map.of()));
    }

    @BeforeAll
    static void fillTwoDirectories() throws Exception {
        try (Sojourn server = start(original);
                Client client = new Client(server.uri())) {
            Loads.sendStructures(client);
            for (int i = 1; i <= LOADS.count(); i++) {
                assertThat(LOADS.send(client, i).status()).isEqualTo(200);
            }
            answers = Loads.answers(client);
            assertThat(Loads.held(client)).isEqualTo(LOADS.after(LOADS.count()));
        }
        try (Sojourn server = start(other);
                Client client = new Client(server.uri())) {
            Loads.sendStructures(client);
            for (int i = 1; i <= LOADS.count() - 1; i++) {
                assertThat(LOADS.send(client, i).status()).isEqualTo(200);
            }
            assertThat(LOADS.send(client, 1).status()).isEqualTo(200); // as many commits as the original
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void isMadeAnewAndAnswersTheSame(Damage damage) throws Exception {
        Path data = folder.resolve("data");
        Folders.copy(original, data);
        damage.to(data.resolve("index"));
        try (Sojourn server = start(data);
                Client client = new Client(server.uri())) {
            assertThat(Loads.answers(client)).isEqualTo(answers);
        }
    }

    /** As after a backup that was put back: the copy knows commits that the database has never heard of. */
    @Test
    void isMadeAnewWhenItIsAheadOfItsDatabase() throws Exception {
        Path data = folder.resolve("data");
        Folders.copy(original, data);
        try (Sojourn server = start(data);
                Client client = new Client(server.uri())) {
            assertThat(LOADS.send(client, 1).status()).isEqualTo(200);
            assertThat(Loads.answers(client)).isNotEqualTo(answers);
        }
        Folders.delete(data.resolve("db"));
        Folders.copy(original.resolve("db"), data.resolve("db"));
        try (Sojourn server = start(data);
                Client client = new Client(server.uri())) {
            assertThat(Loads.answers(client)).isEqualTo(answers);
        }
    }
}
