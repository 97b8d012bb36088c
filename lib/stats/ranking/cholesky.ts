/** A pivot below this share of its diagonal is taken for 0. */
const SINGULAR = 1e-11;

/**
 * The lower Cholesky factor of a symmetric matrix, put over its lower triangle; what is above the diagonal is left.
 *
 * @param matrix size × size, by rows; only the lower triangle is read.
 * @returns whether the matrix is positive definite; where it is not, its lower triangle is spoilt.
 * Cost: O(size³ / 6).
 */
export function factor(matrix: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    const start = row * size;
    const diagonal = matrix[start + row] as number;
    for (let column = 0; column <= row; column++) {
      const other = column * size;
      let sum = matrix[start + column] as number;
      for (let k = 0; k < column; k++) sum -= (matrix[start + k] as number) * (matrix[other + k] as number);
      if (column < row) matrix[start + column] = sum / (matrix[other + column] as number);
      // written so that NaN is refused too
      else if (sum > SINGULAR * diagonal) matrix[start + row] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves A x = b in place, given the lower Cholesky factor of A. Cost: O(size²). */
export function solve(lower: Float64Array, size: number, b: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = b[row] as number;
    for (let k = 0; k < row; k++) sum -= (lower[row * size + k] as number) * (b[k] as number);
    b[row] = sum / (lower[row * size + row] as number);
  }
  // by columns, so that the factor is read along its rows
  for (let row = size - 1; row >= 0; row--) {
    const solved = (b[row] as number) / (lower[row * size + row] as number);
    b[row] = solved;
    for (let k = 0; k < row; k++) (b[k] as number) -= (lower[row * size + k] as number) * solved;
  }
}

/** The inverse of A, size × size by rows, given its lower Cholesky factor. Cost: O(size³). */
export function invert(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    column.fill(0);
    column[index] = 1;
    solve(lower, size, column);
    inverse.set(column, index * size);
  }
  return inverse;
}

/**
 * A lower triangle L with L Lᵀ = A for a covariance A that need not have full rank: what is certain gets a row of zeros.
 * Cost: O(size³ / 6).
 */
export function factorSemidefinite(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const start = column * size;
    let pivot = matrix[start + column] as number;
    for (let k = 0; k < column; k++) pivot -= (lower[start + k] as number) ** 2;
    if (!(pivot > SINGULAR * (matrix[start + column] as number))) continue;
    const root = Math.sqrt(pivot);
    lower[start + column] = root;
    for (let row = column + 1; row < size; row++) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++) sum -= (lower[row * size + k] as number) * (lower[start + k] as number);
      lower[row * size + column] = sum / root;
    }
  }
  return lower;
}

/** Copies the lower triangle over the upper, in place. */
export function mirror(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) matrix[column * size + row] = matrix[row * size + column] as number;
  }
}

/** Of two matrices, size × size by rows. Cost: O(size³). */
export function multiply(one: Float64Array, other: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < size; k++) {
      const scale = one[row * size + k] as number;
      for (let column = 0; column < size; column++) {
        (product[row * size + column] as number) += scale * (other[k * size + column] as number);
      }
    }
  }
  return product;
}

/** A matrix, size × size by rows, times a column, into `out`. Cost: O(size²). */
export function multiplyColumn(matrix: Float64Array, size: number, z: Float64Array, out: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (matrix[row * size + k] as number) * (z[k] as number);
    out[row] = sum;
  }
}
