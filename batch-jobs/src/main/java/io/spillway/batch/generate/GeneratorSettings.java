package io.spillway.batch.generate;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;

/**
 * What market to make: its sizes, its days and its seed.
 *
 * @param members clearing members, 2 or more
 * @param accounts accounts of all members, at least one (the house account) for each member
 * @param instruments futures listed, 1 or more
 * @param positions open positions on the first day, exactly so many
 * @param days business days, 1 or more
 * @param crash whether there is a crash day
 * @param crashDay which business day crashes, 1 for the first; 0 without a crash
 * @param seed the same seed and sizes give the same bytes
 * @param firstBusinessDate neither a weekend day nor one of the generated holidays
 * @param house the clearing house's name, written to every manifest
 * @param cutOff trades are made before this time of day
 * @param zone the zone of {@code cutOff}
 * @param products what is cleared; ALL adds contracts, accounts and positions to the numbers above
 */
public record GeneratorSettings(
        int members,
        int accounts,
        int instruments,
        int positions,
        int days,
        Crash crash,
        int crashDay,
        long seed,
        LocalDate firstBusinessDate,
        String house,
        LocalTime cutOff,
        ZoneId zone,
        Products products) {

    private static final int MAX_MEMBERS = 100_000;
    private static final int MAX_ACCOUNTS = 10_000_000;
    private static final int MAX_INSTRUMENTS = 50_000;
    private static final int MAX_DAYS = 2_600;
    private static final int LEAST_INSTRUMENTS_OF_ALL_PRODUCTS = 5;

    /** A house that clears futures. */
    public GeneratorSettings(int members, int accounts, int instruments, int positions, int days, Crash crash,
            int crashDay, long seed, LocalDate firstBusinessDate, String house, LocalTime cutOff, ZoneId zone) {
        this(members, accounts, instruments, positions, days, crash, crashDay, seed, firstBusinessDate, house, cutOff,
                zone, Products.FUTURES);
    }

    /** @throws IllegalArgumentException naming the setting, its value and what would do */
    public GeneratorSettings {
        Objects.requireNonNull(crash, "crash");
        Objects.requireNonNull(firstBusinessDate, "firstBusinessDate");
        Objects.requireNonNull(cutOff, "cutOff");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(products, "products");
        if (products == Products.ALL && instruments < LEAST_INSTRUMENTS_OF_ALL_PRODUCTS) {
            throw new IllegalArgumentException("instruments is " + instruments + ": options, perpetuals and the like go by "
                    + LEAST_INSTRUMENTS_OF_ALL_PRODUCTS + " futures; give as many or more, or the products FUTURES");
        }
        between("members", members, 2, MAX_MEMBERS);
        between("accounts", accounts, members, MAX_ACCOUNTS);
        between("instruments", instruments, 1, MAX_INSTRUMENTS);
        between("positions", positions, 2, Math.min(Integer.MAX_VALUE, (long) accounts * instruments));
        between("days", days, 1, MAX_DAYS);
        if (accounts == 2 && positions % 2 != 0) {
            throw new IllegalArgumentException("positions is " + positions
                    + ": with 2 accounts every instrument has 2 positions or none; give an even number");
        }
        if (crash == Crash.CRASH) {
            between("crashDay", crashDay, 1, days);
        } else if (crashDay != 0) {
            throw new IllegalArgumentException("crashDay is " + crashDay + " but crash is NONE; give 0");
        }
        if (house == null || house.isBlank()) {
            throw new IllegalArgumentException("house is empty; give the clearing house's name");
        }
        if (cutOff.isBefore(LocalTime.of(1, 0))) {
            throw new IllegalArgumentException("cutOff is " + cutOff
                    + ": trades need an hour before it; give 01:00 or later");
        }
    }

    /**
     * A newcomer's market: 40 members, 2,000 accounts, 60 instruments, 20,000 positions, 6 days, a crash on day 4.
     *
     * @param firstBusinessDate the first day
     * @param seed the seed
     */
    public static GeneratorSettings sample(LocalDate firstBusinessDate, long seed) {
        return new GeneratorSettings(40, 2_000, 60, 20_000, 6, Crash.CRASH, 4, seed, firstBusinessDate,
                "Sample Clearing House", LocalTime.of(17, 30), ZoneId.of("Europe/Zurich"));
    }

    /** The same with other sizes. */
    public GeneratorSettings withSizes(int newMembers, int newAccounts, int newInstruments, int newPositions) {
        return new GeneratorSettings(newMembers, newAccounts, newInstruments, newPositions, days, crash, crashDay, seed,
                firstBusinessDate, house, cutOff, zone, products);
    }

    /** The same with other products. */
    public GeneratorSettings withProducts(Products newProducts) {
        return new GeneratorSettings(members, accounts, instruments, positions, days, crash, crashDay, seed,
                firstBusinessDate, house, cutOff, zone, newProducts);
    }

    /** The same with another seed. */
    public GeneratorSettings withSeed(long newSeed) {
        return new GeneratorSettings(members, accounts, instruments, positions, days, crash, crashDay, newSeed,
                firstBusinessDate, house, cutOff, zone, products);
    }

    /** The same with other days; crash day 0 for no crash. */
    public GeneratorSettings withDays(int newDays, int newCrashDay) {
        return new GeneratorSettings(members, accounts, instruments, positions, newDays,
                newCrashDay == 0 ? Crash.NONE : Crash.CRASH, newCrashDay, seed, firstBusinessDate, house, cutOff, zone, products);
    }

    /** Whether the day of that number, 1 for the first, is the crash. */
    boolean crashesOn(int day) {
        return crash == Crash.CRASH && day == crashDay;
    }

    /** Whether the day comes after the crash. */
    boolean isAfterCrash(int day) {
        return crash == Crash.CRASH && day > crashDay;
    }

    private static void between(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; give " + least + " to " + most
                    + (name.equals("positions") ? " (at most accounts x instruments)" : "")
                    + (name.equals("accounts") ? " (each member has a house account)" : ""));
        }
    }
}
