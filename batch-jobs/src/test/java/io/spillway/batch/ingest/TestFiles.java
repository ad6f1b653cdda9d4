package io.spillway.batch.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes folders of input files, each closed by its manifest. */
public final class TestFiles {

    static final String HOUSE = "SPILLWAY";
    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    static final LocalDate SECOND = LocalDate.of(2026, 3, 3);

    private final Path root;

    public TestFiles(Path root) {
        this.root = root;
    }

    InputFolder folder() {
        return new InputFolder(root);
    }

    /** A house of three members, five accounts and two instruments, and its first day. */
    public static TestFiles smallHouse(Path root) {
        TestFiles files = new TestFiles(root);
        files.reference("members.csv", "member_id,lei,name,group_id,capital,fund_contribution",
                "MA,529900T8BM49AURSDO55,Alpha Clearing,G1,1000.00,200.00",
                "MB,,\"Beta, Brothers\",,500.5,100",
                "MC,,=HYPERLINK(1),G1,0,0");
        files.reference("accounts.csv", "account_id,member_id,kind,backup_member_id",
                "A-H,MA,HOUSE,", "A-C1,MA,CLIENT_SEGREGATED,MB", "B-H,MB,HOUSE,", "C-H,MC,HOUSE,",
                "B-O,MB,CLIENT_OMNIBUS,");
        files.reference("instruments.csv", "instrument_id,product,type,underlying,currency,multiplier,tick,lot,expiry,"
                        + "strike,right,premium_style,margin_rate,reference_price,depth,adv,sigma,impact,price_limit,"
                        + "allow_negative",
                "OIL,FUTURE,ENERGY,CRUDE,USD,1000,0.01,1,2026-06-19,,,,0.05,10,5000000,,,LINEAR,0.1,true",
                "BTC,FUTURE,CRYPTO,,EUR,1,,0.001,,,,,0.2,,,100000,0.04,SQUARE_ROOT,,false");
        files.reference("assets.csv", "asset_id,type,issuer_member_id,currency,haircut,concentration_limit",
                "USD,CASH,,USD,0,", "EUR,CASH,,EUR,0.05,");
        files.reference("calendar.csv", "date,name", "2026-04-03,Good Friday");
        files.reference("funds.csv", "layer,amount", "SKIN_IN_THE_GAME,50", "INSURANCE_FUND,75.25");
        files.reference("history.csv", "date,instrument_id,settlement_price", "2026-02-26,OIL,70.5", "2026-02-27,OIL,71",
                "2026-02-27,CRUDE,70.9");
        files.seal("reference", "2026-03-02");
        files.day(FIRST, "prices.csv", "instrument_id,currency,settlement_price,implied_vol,funding_rate",
                "OIL,USD,71.25,,", "BTC,EUR,60000,,", "CRUDE,USD,71,,");
        files.day(FIRST, "fx.csv", "currency,rate_to_base", "USD,1", "EUR,1.1234567890123");
        files.day(FIRST, "asset-prices.csv", "asset_id,currency,price", "USD,USD,1");
        files.day(FIRST, "trades.csv", "trade_id,match_id,account_id,instrument_id,quantity,price,traded_at",
                "T1,M1,A-H,OIL,2,71.1,2026-03-02T10:00:00+01:00", "T2,M1,B-H,OIL,-2,71.1,2026-03-02T10:00:00+01:00");
        files.day(FIRST, "collateral.csv", "movement_id,account_id,asset_id,quantity", "C1,A-H,USD,100000",
                "C2,A-C1,EUR,-5.5");
        files.day(FIRST, "fund-movements.csv", "movement_id,member_id,layer,amount,kind", "F1,MB,,10,CONTRIBUTION",
                "F2,,INSURANCE_FUND,-1.5,LAYER");
        files.day(FIRST, "positions.csv", "account_id,instrument_id,quantity", "A-H,OIL,10", "A-C1,OIL,-4", "B-H,OIL,-5",
                "LIQUIDITY,OIL,-1", "A-H,BTC,0.002", "B-O,BTC,-0.002");
        files.seal(FIRST);
        return files;
    }

    public void reference(String name, String... lines) {
        write("reference", name, lines);
    }

    public void day(LocalDate date, String name, String... lines) {
        write(date.toString(), name, lines);
    }

    private void write(String place, String name, String... lines) {
        bytes(place, name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void bytes(String place, String name, byte[] content) {
        try {
            Files.createDirectories(root.resolve(place));
            Files.write(root.resolve(place).resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts another line in place of one. */
    void replace(String place, String name, String line, String by) {
        String text = text(place, name);
        if (!text.contains(line)) {
            throw new IllegalArgumentException(name + " has no " + line);
        }
        bytes(place, name, text.replace(line, by).getBytes(StandardCharsets.UTF_8));
    }

    void append(String place, String name, String... lines) {
        bytes(place, name, (text(place, name) + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void delete(String place, String name) {
        try {
            Files.delete(root.resolve(place).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String place, String name) {
        return new String(content(root.resolve(place).resolve(name)), StandardCharsets.UTF_8);
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void seal(LocalDate date) {
        seal(date.toString(), date.toString());
    }

    /** Writes the manifest of what is in a folder. */
    public void seal(String place, String businessDate) {
        manifest(place, HOUSE, businessDate, entries(place));
    }

    void manifest(String place, String house, String businessDate, Map<String, String> entries) {
        manifest(place, "{\"house\": \"" + house + "\", \"businessDate\": \"" + businessDate
                + "\", \"sequence\": 1, \"files\": [" + String.join(", ", entries.values()) + "]}");
    }

    void manifest(String place, String json) {
        bytes(place, Manifest.FILE_NAME, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Manifest entries of the files in a folder, by name. */
    Map<String, String> entries(String place) {
        Map<String, String> entries = new TreeMap<>();
        for (String name : names(place)) {
            byte[] content = content(root.resolve(place).resolve(name));
            long rows = new String(content, StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty()).count() - 1;
            entries.put(name, entry(name, Math.max(0, rows), sha256(content)));
        }
        return entries;
    }

    static String entry(String name, long rows, String sha256) {
        return "{\"name\": \"" + name + "\", \"rows\": " + rows + ", \"sha256\": \"" + sha256 + "\"}";
    }

    private List<String> names(String place) {
        List<String> names = new ArrayList<>(Arrays.asList(root.resolve(place).toFile().list()));
        names.removeIf(name -> name.startsWith(".") || name.equals(Manifest.FILE_NAME));
        return names;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
