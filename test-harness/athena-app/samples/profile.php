<?php
$user = $_GET['user'];
$rows = $db->query("SELECT name, city FROM users WHERE login = '" . $user . "'");

echo '<h1>Hello ' . $_GET['user'] . '</h1>';
foreach ($rows as $row) {
    echo htmlspecialchars($row['city']);
}
