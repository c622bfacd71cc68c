"""What the entries of the tables are called on screen; an entry without a name of its own is called as in the file."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_NAMES = {
    "linear": QT_TRANSLATE_NOOP("Names", "Linear"),
    "sigmoid": QT_TRANSLATE_NOOP("Names", "Sigmoid"),
    "tanh": QT_TRANSLATE_NOOP("Names", "Tanh"),
    "relu": QT_TRANSLATE_NOOP("Names", "ReLU"),
    "leaky_relu": QT_TRANSLATE_NOOP("Names", "Leaky ReLU"),
    "elu": QT_TRANSLATE_NOOP("Names", "ELU"),
    "softplus": QT_TRANSLATE_NOOP("Names", "Softplus"),
    "softmax": QT_TRANSLATE_NOOP("Names", "Softmax"),
    "step": QT_TRANSLATE_NOOP("Names", "Step"),
    "sign": QT_TRANSLATE_NOOP("Names", "Sign"),
    "satlin": QT_TRANSLATE_NOOP("Names", "Saturating linear"),
    "radbas": QT_TRANSLATE_NOOP("Names", "Radial basis"),
    "piecewise_linear": QT_TRANSLATE_NOOP("Names", "Piecewise linear"),
    "bipolar_sigmoid": QT_TRANSLATE_NOOP("Names", "Bipolar sigmoid"),
    "maxout": QT_TRANSLATE_NOOP("Names", "Maxout"),
    "half_sse": QT_TRANSLATE_NOOP("Names", "Half squared error"),
    "sse": QT_TRANSLATE_NOOP("Names", "Sum of squared errors"),
    "mean_half_sse": QT_TRANSLATE_NOOP("Names", "Mean half squared error"),
    "mean_sse": QT_TRANSLATE_NOOP("Names", "Mean sum of squared errors"),
    "mse": QT_TRANSLATE_NOOP("Names", "Mean squared error"),
    "binary_crossentropy": QT_TRANSLATE_NOOP("Names", "Binary cross-entropy"),
    "categorical_crossentropy": QT_TRANSLATE_NOOP("Names", "Categorical cross-entropy"),
    "accuracy": QT_TRANSLATE_NOOP("Names", "Accuracy"),
    "r2": QT_TRANSLATE_NOOP("Names", "R²"),
    "xor": QT_TRANSLATE_NOOP("Names", "XOR cloud"),
    "circle": QT_TRANSLATE_NOOP("Names", "Circle"),
    "gauss": QT_TRANSLATE_NOOP("Names", "Two normal clouds"),
    "spiral": QT_TRANSLATE_NOOP("Names", "Spiral"),
    "plane": QT_TRANSLATE_NOOP("Names", "Plane"),
    "multi_gauss": QT_TRANSLATE_NOOP("Names", "Six bumps"),
    "moons": QT_TRANSLATE_NOOP("Names", "Two moons"),
    "spirals": QT_TRANSLATE_NOOP("Names", "Spirals of several classes"),
    "blobs": QT_TRANSLATE_NOOP("Names", "Blobs of several classes"),
    "line": QT_TRANSLATE_NOOP("Names", "Line"),
    "sine": QT_TRANSLATE_NOOP("Names", "Sine"),
    "polynomial": QT_TRANSLATE_NOOP("Names", "Polynomial"),
    "expression": QT_TRANSLATE_NOOP("Names", "Own formula"),
    "linear_regression": QT_TRANSLATE_NOOP("Names", "Linear regression"),
    "logistic_regression": QT_TRANSLATE_NOOP("Names", "Logistic regression"),
    "house_prices": QT_TRANSLATE_NOOP("Names", "House prices"),
    "digits": QT_TRANSLATE_NOOP("Names", "Hand-like digits"),
    "glyph_digits": QT_TRANSLATE_NOOP("Names", "Ten digits"),
    "sgd": QT_TRANSLATE_NOOP("Names", "SGD"),
    "momentum": QT_TRANSLATE_NOOP("Names", "Momentum"),
    "nesterov": QT_TRANSLATE_NOOP("Names", "Nesterov"),
    "rmsprop": QT_TRANSLATE_NOOP("Names", "RMSProp"),
    "adam": QT_TRANSLATE_NOOP("Names", "Adam"),
    "perceptron": QT_TRANSLATE_NOOP("Names", "Perceptron rule"),
    "none": QT_TRANSLATE_NOOP("Names", "None"),
    "zeros": QT_TRANSLATE_NOOP("Names", "Zeros"),
    "constant": QT_TRANSLATE_NOOP("Names", "Constant"),
    "uniform": QT_TRANSLATE_NOOP("Names", "Uniform"),
    "normal": QT_TRANSLATE_NOOP("Names", "Normal"),
    "glorot_uniform": QT_TRANSLATE_NOOP("Names", "Glorot, uniform"),
    "glorot_normal": QT_TRANSLATE_NOOP("Names", "Glorot, normal"),
    "he_uniform": QT_TRANSLATE_NOOP("Names", "He, uniform"),
    "he_normal": QT_TRANSLATE_NOOP("Names", "He, normal"),
    "l1": QT_TRANSLATE_NOOP("Names", "L1"),
    "l2": QT_TRANSLATE_NOOP("Names", "L2"),
}

_PARAMETERS = {
    "negative_slope": QT_TRANSLATE_NOOP("Names", "Slope below 0"),
    "alpha": QT_TRANSLATE_NOOP("Names", "Alpha α"),
    "pieces": QT_TRANSLATE_NOOP("Names", "Pieces"),
    "momentum": QT_TRANSLATE_NOOP("Names", "Momentum μ"),
    "rho": QT_TRANSLATE_NOOP("Names", "Decay ρ"),
    "beta_1": QT_TRANSLATE_NOOP("Names", "Decay β₁"),
    "beta_2": QT_TRANSLATE_NOOP("Names", "Decay β₂"),
    "epsilon": QT_TRANSLATE_NOOP("Names", "Epsilon ε"),
    "classes": QT_TRANSLATE_NOOP("Names", "Classes"),
    "value": QT_TRANSLATE_NOOP("Names", "Value"),
    "mean": QT_TRANSLATE_NOOP("Names", "Mean"),
    "std": QT_TRANSLATE_NOOP("Names", "Deviation"),
    "slope": QT_TRANSLATE_NOOP("Names", "Slope m"),
    "intercept": QT_TRANSLATE_NOOP("Names", "Intercept b"),
    "periods": QT_TRANSLATE_NOOP("Names", "Periods p"),
    "threshold": QT_TRANSLATE_NOOP("Names", "Threshold t"),
    "inputs": QT_TRANSLATE_NOOP("Names", "Inputs"),
    "low": QT_TRANSLATE_NOOP("Names", "From"),
    "high": QT_TRANSLATE_NOOP("Names", "To"),
    "a3": QT_TRANSLATE_NOOP("Names", "a₃"),
    "a2": QT_TRANSLATE_NOOP("Names", "a₂"),
    "a1": QT_TRANSLATE_NOOP("Names", "a₁"),
    "a0": QT_TRANSLATE_NOOP("Names", "a₀"),
}


def name_of(entry: str) -> str:
    """The name of an activation, loss, measure, generator, optimizer or regularization."""
    return _translated(_NAMES.get(entry), entry)


def parameter_name(parameter: str) -> str:
    """The name of a parameter of an activation, optimizer or generator."""
    return _translated(_PARAMETERS.get(parameter), parameter)


def _translated(name: object, entry: str) -> str:
    return QCoreApplication.translate("Names", str(name)) if name else entry.replace("_", " ")
