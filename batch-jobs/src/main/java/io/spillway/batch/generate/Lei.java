package io.spillway.batch.generate;

import java.math.BigInteger;
import java.util.Locale;

/** Legal entity identifiers in form only: 18 characters and two check digits (ISO 17442, check of ISO 7064 mod 97-10). */
final class Lei {

    /** No issuer has this prefix, so no generated identifier is a real one. */
    private static final String PREFIX = "SPWY00";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int BODY_LENGTH = 18;
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    private Lei() {
    }

    /** The identifier of member number {@code member}, 0 for the first. */
    static String of(long seed, int member) {
        Draw draw = Draw.of(seed, Draw.Of.MEMBER_LEI, member);
        // the member's number is in it, so that no two are equal
        String number = Integer.toString(member, 36).toUpperCase(Locale.ROOT);
        StringBuilder body = new StringBuilder(PREFIX).append("0".repeat(4 - Math.min(4, number.length()))).append(number);
        while (body.length() < BODY_LENGTH) {
            body.append(ALPHABET.charAt(draw.below(ALPHABET.length())));
        }
        int check = 98 - remainder(body + "00");
        return body.append(check < 10 ? "0" : "").append(check).toString();
    }

    /** The remainder by 97 with letters as 10 to 35; 1 for a valid identifier. */
    static int remainder(String identifier) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < identifier.length(); i++) {
            digits.append(ALPHABET.indexOf(identifier.charAt(i)));
        }
        return new BigInteger(digits.toString()).mod(MODULUS).intValue();
    }
}
