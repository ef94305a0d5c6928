# The same fits by scikit-learn: boosting-peer.py FOLDER REPEATS CELLS(JSON); prints one line of JSON a setting.
import json
import sys
import time

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier

folder, repeats, cells = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
rows, columns = cells["rows"], cells["columns"]
x = numpy.fromfile(f"{folder}/boosting-x.f64").reshape(columns, 2 * rows).T
y = numpy.fromfile(f"{folder}/boosting-y.f64")
for cell in cells["cells"]:
    seconds = []
    for _ in range(repeats):
        model = HistGradientBoostingClassifier(
            learning_rate=0.1,
            max_iter=cell["trees"],
            max_depth=cell["depth"],
            max_leaf_nodes=cell["leaves"],
            max_bins=cell["bins"],
            min_samples_leaf=rows // 200,
            early_stopping=False,
        )
        begun = time.process_time()
        model.fit(x[:rows], y[:rows])
        seconds.append(time.process_time() - begun)
    p = model.predict_proba(x[rows:])[:, 1]
    held = y[rows:]
    loss = -numpy.mean(held * numpy.log(p) + (1 - held) * numpy.log(1 - p))
    print(json.dumps({"name": cell["name"], "seconds": sorted(seconds)[len(seconds) // 2], "loss": loss}))
