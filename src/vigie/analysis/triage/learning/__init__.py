"""Labels in, a model out: the registry's bits moved by what people have established.

`labels` reads what people said; `logistic` moves the bits; `folds` and `evaluation` say how well
it ranks on labels that it had not seen; `fitting` puts these together and refuses a model that
ranks worse than the registry; `proposing` says which profiles would teach most; `card` tells all.
"""

from vigie.analysis.triage.learning.fitting import Fit, fit
from vigie.analysis.triage.learning.labels import Label, Labels, resolve
from vigie.analysis.triage.learning.proposing import propose

__all__ = ["Fit", "Label", "Labels", "fit", "propose", "resolve"]
