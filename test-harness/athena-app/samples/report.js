const child_process = require("child_process");
const fs = require("fs");

exports.preview = (req, page) => {
  page.innerHTML = req.query.title;
  return eval(req.query.formula);
};

exports.print = (req) => {
  child_process.exec("lp " + req.query.file);
};

exports.download = (req) => fs.readFileSync("reports/" + req.query.file);
