const { abs, exp, log, sqrt } = Math;

/** Of the standard normal distribution: how much lies below x. W. J. Cody's rational approximations would be finer than needed. */
export function below(x: number): number {
  const z = abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * z);
  // Numerical Recipes' erfc: a relative error below 1.2e-7 everywhere
  const series =
    -z * z -
    1.26551223 +
    t *
      (1.00002368 +
        t *
          (0.37409196 +
            t *
              (0.09678418 +
                t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  const tail = 0.5 * t * exp(series);
  return x > 0 ? 1 - tail : tail;
}

/** The number that a share p lies below. P. J. Acklam's approximation, with a relative error below 1.2e-9. */
export function quantile(p: number): number {
  const LOW = 0.02425;
  if (p > 0.5) return -quantile(1 - p);
  if (p < LOW) {
    const q = sqrt(-2 * log(p));
    const above =
      ((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q +
      2.938163982698783;
    return above / ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  const above =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r - 30.66479806614716) * r +
      2.506628277459239) *
    q;
  return (
    above /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r - 13.28068155288572) * r + 1)
  );
}
