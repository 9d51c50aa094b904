package org.sojourn.data;

import java.util.Arrays;
import java.util.Random;

/** Messages with faults. */
public final class Damage {

    private Damage() {}

    /** A message in which a byte or two are other ones, or something is cut off, doubled or left out. */
    public static byte[] of(byte[] message, byte[] nasty, Random random) {
        byte[] damaged = message.clone();
        for (int i = random.nextInt(2); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            int to = Math.min(damaged.length, at + 1 + random.nextInt(30));
            damaged = switch (random.nextInt(5)) {
                case 0, 1 -> {
                    damaged[at] = nasty[random.nextInt(nasty.length)];
                    yield damaged;
                }
                case 2 -> Arrays.copyOf(damaged, at);
                case 3 -> join(damaged, at, to);
                default -> join(damaged, to, at);
            };
        }
        return damaged;
    }

    /** The beginning up to one place and the end from another. */
    private static byte[] join(byte[] bytes, int upTo, int from) {
        byte[] joined = new byte[upTo + bytes.length - from];
        System.arraycopy(bytes, 0, joined, 0, upTo);
        System.arraycopy(bytes, from, joined, upTo, bytes.length - from);
        return joined;
    }
}
