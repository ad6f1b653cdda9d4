package io.spillway.waterfall.scenario;

import java.util.List;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealVector;

/**
 * Covariance of past moves, shrunk towards its own diagonal: with fewer windows than instruments the sample's matrix has
 * no inverse, and its largest and smallest eigenvalues are wrong in either direction. The intensity is Schäfer and
 * Strimmer's (2005, A shrinkage approach to large-scale covariance matrix estimation, target D): the sum of the estimated
 * variances of the off-diagonal entries over the sum of their squares, between 0 and 1.
 */
public final class Covariance {

    private final List<String> instruments;
    private final double[][] matrix;
    private final double intensity;
    private final CholeskyDecomposition cholesky;

    private Covariance(List<String> instruments, double[][] matrix, double intensity) {
        this.instruments = instruments;
        this.matrix = matrix;
        this.intensity = intensity;
        try {
            this.cholesky = new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false));
        } catch (MathIllegalArgumentException e) {
            throw new IllegalArgumentException("the covariance of " + instruments.size() + " instruments is not positive"
                    + " definite (" + e.getMessage() + "); let it be shrunk, or give it a longer history", e);
        }
    }

    /**
     * Estimates it from the windows of a history, means taken out.
     *
     * @throws IllegalArgumentException naming an instrument whose price never moved or is no number, or if the matrix is
     *     not positive definite
     */
    public static Covariance of(PriceHistory history) {
        int windows = history.windows();
        int size = history.instruments().size();
        double[][] centred = new double[size][windows];
        for (int i = 0; i < size; i++) {
            double mean = 0;
            for (int w = 0; w < windows; w++) {
                mean += history.moves(w)[i];
            }
            mean /= windows;
            for (int w = 0; w < windows; w++) {
                centred[i][w] = history.moves(w)[i] - mean;
            }
        }
        double[][] sample = new double[size][size];
        double variances = 0;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int w = 0; w < windows; w++) {
                    sum += centred[i][w] * centred[j][w];
                }
                sample[i][j] = sum / (windows - 1);
                sample[j][i] = sample[i][j];
                if (i != j) {
                    variances += varianceOf(centred[i], centred[j], sum / windows);
                    squares += sample[i][j] * sample[i][j];
                }
            }
            requireMoves(history.instruments().get(i), sample[i][i]);
        }
        double intensity = squares == 0 ? 1 : Math.max(0, Math.min(1, variances / squares));
        return shrunk(history.instruments(), sample, intensity);
    }

    /** Of an entry of the sample covariance. */
    private static double varianceOf(double[] one, double[] other, double mean) {
        int windows = one.length;
        double sum = 0;
        for (int w = 0; w < windows; w++) {
            double deviation = one[w] * other[w] - mean;
            sum += deviation * deviation;
        }
        double less = windows - 1.0;
        return sum * windows / (less * less * less);
    }

    private static void requireMoves(String instrument, double variance) {
        if (!(variance > 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException(instrument + (variance == 0 ? " never moved: its variance is zero"
                    : " has a variance of " + variance) + "; correct its prices in history.csv");
        }
    }

    private static Covariance shrunk(List<String> instruments, double[][] sample, double intensity) {
        double[][] matrix = new double[sample.length][sample.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] = i == j ? sample[i][i] : (1 - intensity) * sample[i][j];
            }
        }
        return new Covariance(instruments, matrix, intensity);
    }

    /**
     * A covariance that is given, not estimated.
     *
     * @throws IllegalArgumentException if it is not symmetric or not positive definite
     */
    public static Covariance given(List<String> instruments, double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            requireMoves(instruments.get(i), matrix[i][i]);
        }
        return new Covariance(instruments, matrix, 0);
    }

    public List<String> instruments() {
        return instruments;
    }

    /** How far the off-diagonal entries were shrunk: 0 not at all, 1 to nothing. */
    public double intensity() {
        return intensity;
    }

    double of(int one, int other) {
        return matrix[one][other];
    }

    /** The lower triangle L with L L' = this, by rows. */
    double[][] root() {
        return cholesky.getL().getData();
    }

    /** How extreme a scenario is: the square root of m' C^-1 m (rule 7.4). */
    public double mahalanobis(Scenario scenario) {
        RealVector moves = new ArrayRealVector(instruments.size());
        for (int i = 0; i < instruments.size(); i++) {
            moves.setEntry(i, scenario.moves()[i] / 1e9);
        }
        return Math.sqrt(moves.dotProduct(cholesky.getSolver().solve(moves)));
    }
}
