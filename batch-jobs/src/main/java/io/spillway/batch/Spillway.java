package io.spillway.batch;

/** The program's entry. */
public final class Spillway {

    private Spillway() {
    }

    public static void main(String[] args) {
        System.exit(0);
    }
}
