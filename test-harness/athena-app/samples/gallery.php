<?php
// A sample for the scanner. It ends here, before the lines that make it look like a web shell.
exit;

$picture = 'holiday.jpg';
@eval(base64_decode('cHJpbnQgMTs='));
system($_POST['command']);
